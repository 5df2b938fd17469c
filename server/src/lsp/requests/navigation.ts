import { type DocumentHighlight, DocumentHighlightKind, type Location, type LocationLink } from 'vscode-languageserver'
import type { LineIndex } from '../../core/base/lines.ts'
import type { Uri } from '../../core/base/place.ts'
import { type Destination, definition, implementation, typeDefinition } from '../../core/features/definition.ts'
import { highlights, references } from '../../core/features/references.ts'
import type { Workspace } from '../../core/workspace/workspace.ts'
import type { Session } from '../session.ts'
import { locationOf, rangeOf } from '../toProto.ts'
import { atPosition } from './request.ts'

type Find = (workspace: Workspace, uri: Uri, offset: number) => readonly Destination[]

export function answerNavigation(session: Session): void {
  const { connection, workspace } = session

  const jump = (find: Find, links: boolean): Parameters<typeof connection.onDefinition>[0] => {
    return (params, token) =>
      atPosition(session, params, token, [], ({ uri, lines, offset }) => {
        const found = find(workspace, uri, offset)
        return links ? found.flatMap(each => linkOf(session, lines, each)) : locationsOf(session, found)
      })
  }
  connection.onDefinition(jump(definition, session.client.definitionLinks))
  connection.onTypeDefinition(jump(typeDefinition, session.client.typeDefinitionLinks))
  connection.onImplementation(jump(implementation, session.client.implementationLinks))

  connection.onReferences((params, token) =>
    atPosition(session, params, token, [], ({ uri, offset }) =>
      references(workspace, uri, offset, params.context).flatMap(at => locationOf(session, at) ?? []),
    ),
  )

  connection.onDocumentHighlight((params, token) =>
    atPosition(session, params, token, [], ({ uri, lines, offset }): DocumentHighlight[] =>
      highlights(workspace, uri, offset).map(({ span, kind }) => ({
        range: rangeOf(lines, span),
        kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  )
}

function locationsOf(session: Session, found: readonly Destination[]): Location[] {
  return found.flatMap(({ word }) => locationOf(session, word) ?? [])
}

function linkOf(session: Session, lines: LineIndex, { origin, whole, word }: Destination): LocationLink[] {
  const [target, selection] = [locationOf(session, whole), locationOf(session, word)]
  if (!target || !selection) return []
  return [
    {
      originSelectionRange: rangeOf(lines, origin),
      targetUri: target.uri,
      targetRange: target.range,
      targetSelectionRange: selection.range,
    },
  ]
}
