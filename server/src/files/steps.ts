import type { Uri } from '../core/base/place.ts'

/**
 * Work that needs answers of a file system and does not care which, nor whether they come at once: it yields what it wants to
 * know next, all of it at a time, and is handed the answers in the same order.
 */
export type Steps<T> = Generator<readonly Request[], T, readonly Answer[]>

export type Request = { readonly list: Uri } | { readonly read: Uri } | { readonly exists: Uri }

export interface Entry {
  readonly name: string
  /** `other`: symbolic links, pipes, devices. */
  readonly kind: 'file' | 'folder' | 'other'
}

type Answer = readonly Entry[] | string | boolean | undefined

/** Reads one kind of file system. Nothing here throws: what cannot be read is not there. */
export interface SyncFiles {
  list(folder: Uri): readonly Entry[] | undefined
  /** What `decode` makes of the file, if it makes a text of it. */
  read(file: Uri): string | undefined
  exists(uri: Uri): boolean
}

export interface AsyncFiles {
  list(folder: Uri): Promise<readonly Entry[] | undefined>
  read(file: Uri): Promise<string | undefined>
  exists(uri: Uri): Promise<boolean>
}

export function runSync<T>(steps: Steps<T>, files: SyncFiles): T {
  const answer = answerOf(files)
  let next = steps.next([])
  while (!next.done) next = steps.next(next.value.map(answer))
  return next.value
}

/** What is asked for at a time is read at a time. */
export async function runAsync<T>(steps: Steps<T>, files: AsyncFiles): Promise<T> {
  const answer = answerOf(files)
  let next = steps.next([])
  while (!next.done) next = steps.next(await Promise.all(next.value.map(answer)))
  return next.value
}

export function* listAll(folders: readonly Uri[]): Steps<readonly (readonly Entry[])[]> {
  const answers = yield folders.map(list => ({ list }))
  return answers.map(answer => (typeof answer === 'object' ? answer : []))
}

export function* readAll(files: readonly Uri[]): Steps<readonly (string | undefined)[]> {
  const answers = yield files.map(read => ({ read }))
  return answers.map(answer => (typeof answer === 'string' ? answer : undefined))
}

/** Those that are there. */
export function* existing(uris: readonly Uri[]): Steps<readonly Uri[]> {
  const answers = yield uris.map(exists => ({ exists }))
  return uris.filter((_, index) => answers[index] === true)
}

function answerOf<L, R, E>(files: {
  list(folder: Uri): L
  read(file: Uri): R
  exists(uri: Uri): E
}): (request: Request) => L | R | E {
  return request => {
    if ('list' in request) return files.list(request.list)
    return 'read' in request ? files.read(request.read) : files.exists(request.exists)
  }
}
