import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Uri } from '../../core/base/place.ts'
import { fileUri, folderUri } from '../../core/base/uri.ts'
import { above } from '../../files/above.ts'
import { runSync } from '../../files/steps.ts'
import { walk } from '../../files/walk.ts'
import { UsageError } from '../exitCodes.ts'
import { disk, type OnProblem } from './disk.ts'
import { reasonOf } from './reason.ts'

/** A file to check. */
export interface FoundFile {
  readonly uri: Uri
  /** True when the user named this very file: then it is read whatever its name, and it is a failure if it cannot be. */
  readonly named: boolean
}

/** What a command line means. */
export interface FoundFiles {
  /** Each once, in a stable order. */
  readonly checked: readonly FoundFile[]
  /** Files around and above the checked ones that decide how those are read. */
  readonly deciding: readonly FoundFile[]
}

/**
 * The files that a command line means. A file that is named is always in; of a folder everything that `walk` finds.
 *
 * @throws UsageError when a path does not exist
 */
export function findFiles(paths: readonly string[], cwd: string, onProblem: OnProblem): FoundFiles {
  const files = disk(onProblem)
  const checked = new Map<Uri, FoundFile>()
  const deciding = new Set<Uri>()
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    const isFolder = isFolderThere(absolute, path)
    const uri = isFolder ? folderUri(fileUri(absolute)) : fileUri(absolute)
    for (const each of runSync(above(uri), files).deciding) deciding.add(each)
    if (!isFolder) checked.set(uri, { uri, named: true })
    else
      for (const file of runSync(walk(uri), files).files)
        if (!checked.has(file)) checked.set(file, { uri: file, named: false })
  }
  return { checked: [...checked.values()], deciding: [...deciding].map(uri => ({ uri, named: false })) }
}

function isFolderThere(absolute: string, asNamed: string): boolean {
  try {
    return statSync(absolute).isDirectory()
  } catch (error) {
    throw new UsageError(`cannot check ${asNamed}: ${reasonOf(error)}`)
  }
}
