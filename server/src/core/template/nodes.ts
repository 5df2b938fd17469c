import type { Location } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { Run } from './run.ts'

/** What a template is made of. Spans are offsets in its file, from `{{` to `}}` for actions. */
export type Node =
  | TextNode
  | ActionNode
  | BranchNode
  | TemplateNode
  | { readonly kind: 'break' | 'continue'; readonly span: Span }
  | BadNode

export interface TextNode {
  readonly kind: 'text'
  /** After trimming. */
  readonly text: string
  readonly run: Run
}

export interface ActionNode {
  readonly kind: 'action'
  readonly at: Location
  readonly pipe: Pipe
}

export interface BranchNode {
  readonly kind: 'if' | 'with' | 'range'
  /** The action that opens it. */
  readonly at: Location
  /** Absent where the condition could not be read: it is unknown. */
  readonly pipe: Pipe | undefined
  readonly body: readonly Node[]
  readonly otherwise: readonly Node[] | undefined
}

export interface TemplateNode {
  readonly kind: 'template'
  readonly at: Location
  readonly name: string
  readonly pipe: Pipe | undefined
}

/** An action that could not be read, as it stands there while somebody types. */
export interface BadNode {
  readonly kind: 'bad'
  readonly at: Location
}

export interface Pipe {
  readonly kind: 'pipe'
  readonly span: Span
  /** Variables that are declared or assigned, with their `$`. */
  readonly variables: readonly string[]
  /** True for `=`, false for `:=`. */
  readonly assigns: boolean
  readonly commands: readonly Command[]
}

export interface Command {
  readonly kind: 'command'
  readonly span: Span
  readonly operands: readonly Operand[]
}

/** `span.start` of a chain of fields is where Go says that it is: at the second field. */
export type Operand =
  | { readonly kind: 'dot' | 'nil'; readonly span: Span }
  | { readonly kind: 'bool'; readonly span: Span; readonly value: boolean }
  | NumberOperand
  | StringOperand
  | FieldOperand
  | VariableOperand
  | { readonly kind: 'function'; readonly span: Span; readonly name: string }
  | ChainOperand
  | Pipe

export interface NumberOperand {
  readonly kind: 'number'
  readonly span: Span
  readonly text: string
  /** What an interface gets. Complex numbers are not computed. */
  readonly type: 'int' | 'float64' | 'complex128'
  readonly value: number
  /** The value as an integer parameter takes it. */
  readonly isInt: boolean
}

export interface StringOperand {
  readonly kind: 'string'
  readonly span: Span
  /** As written, with its quotes. */
  readonly quoted: string
  readonly text: string
  /** Set where the characters between the quotes are those of the text. */
  readonly run: Run | undefined
}

export interface FieldOperand {
  readonly kind: 'field'
  readonly span: Span
  readonly fields: readonly string[]
}

export interface VariableOperand {
  readonly kind: 'variable'
  readonly span: Span
  /** With its `$`. */
  readonly name: string
  readonly fields: readonly string[]
}

/** Fields of something in parentheses. */
export interface ChainOperand {
  readonly kind: 'chain'
  readonly span: Span
  readonly of: Operand
  readonly fields: readonly string[]
}
