import type { Uri } from 'vscode'
import type { DocumentSelector } from 'vscode-languageclient'

/**
 * Documents that the server gets to see: those on the disk, those never saved, and those where a folder of the window lives
 * (a repository on a server, say). Other schemes are copies, like the left side of a diff: they would count twice.
 */
export function selectedDocuments(folders: readonly { readonly uri: Pick<Uri, 'scheme'> }[]): DocumentSelector {
  const schemes = new Set(['file', 'untitled', ...folders.map(folder => folder.uri.scheme)])
  return [...schemes].flatMap(scheme => languages.map(language => ({ scheme, language })))
}

/** Templates of Helm charts are told about and left alone; some extensions have a language of their own for them. */
const languages = ['yaml', 'helm']
