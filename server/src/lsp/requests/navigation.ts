import { type DocumentHighlight, DocumentHighlightKind, type Location, type LocationLink } from 'vscode-languageserver'
import type { Uri } from '../../core/base/place.ts'
import { type Destination, definition, implementation, typeDefinition } from '../../core/features/definition.ts'
import { highlights, references } from '../../core/features/references.ts'
import type { Workspace } from '../../core/workspace/workspace.ts'
import { offsetOf, uriOf } from '../fromProto.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'

type Find = (workspace: Workspace, uri: Uri, offset: number) => readonly Destination[]

export function answerNavigation(session: Session): void {
  const { connection, workspace } = session

  const jump = (find: Find, links: boolean): Parameters<typeof connection.onDefinition>[0] => {
    return ({ textDocument, position }, token) => {
      const uri = uriOf(textDocument)
      return session.answer(token, () => {
        const lines = workspace.lines(uri)
        const found = lines ? find(workspace, uri, offsetOf(lines, position)) : []
        return links ? found.flatMap(each => linkOf(session, uri, each)) : locationsOf(session, found)
      })
    }
  }
  connection.onDefinition(jump(definition, session.client.definitionLinks))
  connection.onTypeDefinition(jump(typeDefinition, session.client.typeDefinitionLinks))
  connection.onImplementation(jump(implementation, session.client.implementationLinks))

  connection.onReferences(({ textDocument, position, context }, token) => {
    const uri = uriOf(textDocument)
    return session.answer(token, () => {
      const lines = workspace.lines(uri)
      const found = lines ? references(workspace, uri, offsetOf(lines, position), context) : []
      return found.flatMap(at => locationOf(session, at) ?? [])
    })
  })

  connection.onDocumentHighlight(({ textDocument, position }, token) => {
    const uri = uriOf(textDocument)
    return session.answer(token, (): DocumentHighlight[] => {
      const lines = workspace.lines(uri)
      if (!lines) return []
      return highlights(workspace, uri, offsetOf(lines, position)).map(({ span, kind }) => ({
        range: rangeOf(lines, span),
        kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }))
    })
  })
}

function locationsOf(session: Session, found: readonly Destination[]): Location[] {
  return found.flatMap(({ word }) => locationOf(session, word) ?? [])
}

function linkOf(session: Session, uri: Uri, { origin, whole, word }: Destination): LocationLink[] {
  const [target, selection] = [locationOf(session, whole), locationOf(session, word)]
  const lines = session.workspace.lines(uri)
  if (!target || !selection || !lines) return []
  return [
    {
      originSelectionRange: rangeOf(lines, origin),
      targetUri: target.uri,
      targetRange: target.range,
      targetSelectionRange: selection.range,
    },
  ]
}
