/** The stable JSON of `portolan check`, as scripts see it. */
export interface CheckOutput {
  readonly version: number
  readonly summary: {
    readonly files: number
    readonly documents: number
    readonly resources: number
    readonly skipped: number
    readonly findings: Readonly<Record<(typeof severities)[number], number>>
  }
  readonly findings: readonly OutputFinding[]
  /** Only where something is no YAML. */
  readonly notYaml?: readonly {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly reason: string
  }[]
  /** Only where builds lack something. */
  readonly notInView?: CheckOutput['notYaml']
}

export interface OutputFinding {
  readonly rule: string
  readonly severity: (typeof severities)[number]
  readonly certainty: string
  readonly message: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly resource: { readonly kind: string; readonly name: string | null; readonly namespace: string | null }
  readonly related: readonly { readonly file: string; readonly line: number; readonly message: string }[]
  readonly fixes: readonly {
    readonly title: string
    readonly applicability: string
    readonly edits: readonly OutputEdit[]
  }[]
  /** Only where it does not hold in everything that is made from the text. */
  readonly unit?: string
}

export interface OutputEdit {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly newText: string
}

const severities = ['error', 'warning', 'information', 'hint'] as const

/**
 * Reads the output of `check --format json` and holds it to its description, field by field.
 *
 * @throws with the path of the first thing that is not as described
 */
export function readCheckOutput(json: string): CheckOutput {
  const data: unknown = JSON.parse(json)
  const has = (key: string): boolean => typeof data === 'object' && data !== null && key in data
  const optional = ['notYaml', 'notInView'].filter(has).map((key): readonly [string, Shape] => [key, places])
  shape(data, { ...checkOutput, ...Object.fromEntries(optional) }, '$')
  assertOutput(data)
  const { findings, summary } = data
  for (const severity of severities) {
    const count = findings.filter(finding => finding.severity === severity).length
    if (count !== summary.findings[severity]) throw new Error(`$.summary.findings.${severity} is not ${count}`)
  }
  findings.reduce((before: OutputFinding | undefined, finding, index) => {
    if (before && order(before, finding) > 0) throw new Error(`$.findings[${index}] is out of order`)
    return finding
  }, undefined)
  return data
}

/** Only after `shape` has looked at all of it. */
function assertOutput(_data: unknown): asserts _data is CheckOutput {}

function order(a: OutputFinding, b: OutputFinding): number {
  const file = a.file < b.file ? -1 : a.file > b.file ? 1 : 0
  return file || a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
}

type Shape = ((value: unknown) => boolean) | { readonly [key: string]: Shape } | readonly [Shape]

const text: Shape = value => typeof value === 'string' && value !== ''
const textOrNull: Shape = value => value === null || typeof value === 'string'
const count: Shape = value => Number.isInteger(value) && Number(value) >= 0
const fromOne: Shape = value => Number.isInteger(value) && Number(value) >= 1
const oneOf =
  (...choices: readonly string[]): Shape =>
  value =>
    choices.some(choice => choice === value)
const relativePath: Shape = value => typeof value === 'string' && value !== '' && !/^\/|\\/.test(value)
const oneLine: Shape = value => typeof value === 'string' && value !== '' && !/[\r\n]/.test(value)

const places: Shape = [{ file: relativePath, line: fromOne, column: fromOne, reason: oneLine }]

const checkOutput: Readonly<Record<string, Shape>> = {
  version: value => value === 1,
  summary: {
    files: count,
    documents: count,
    resources: count,
    skipped: count,
    findings: { error: count, warning: count, information: count, hint: count },
  },
  findings: [
    {
      rule: value => typeof value === 'string' && /^[a-z][a-z0-9-]*$/.test(value),
      severity: oneOf(...severities),
      certainty: oneOf('certain', 'likely', 'possible', 'advice'),
      message: oneLine,
      file: relativePath,
      line: fromOne,
      column: fromOne,
      endLine: fromOne,
      endColumn: fromOne,
      resource: { kind: text, name: textOrNull, namespace: textOrNull },
      related: [{ file: relativePath, line: fromOne, message: oneLine }],
      fixes: [
        {
          title: oneLine,
          applicability: oneOf('safe', 'unsafe', 'manual'),
          edits: [
            {
              file: relativePath,
              line: fromOne,
              column: fromOne,
              endLine: fromOne,
              endColumn: fromOne,
              newText: value => typeof value === 'string',
            },
          ],
        },
      ],
      'unit?': oneLine,
    },
  ],
}

/** Exactly these fields: one too many is a promise nobody meant to make. */
function shape(value: unknown, expected: Shape, path: string): void {
  if (typeof expected === 'function') {
    if (!expected(value)) throw new Error(`${path} is ${JSON.stringify(value)}`)
  } else if (isList(expected)) {
    if (!Array.isArray(value)) throw new Error(`${path} is no list`)
    value.forEach((item, index) => {
      shape(item, expected[0], `${path}[${index}]`)
    })
  } else {
    if (typeof value !== 'object' || value === null) throw new Error(`${path} is no object`)
    const fields = new Map(Object.entries(value))
    const wanted = Object.entries(expected)
      .filter(([name]) => !name.endsWith('?') || fields.has(name.slice(0, -1)))
      .map(([name, inner]) => [name.replace('?', ''), inner] as const)
    const names = wanted.map(([name]) => name)
    if (String([...fields.keys()].sort()) !== String([...names].sort())) {
      throw new Error(`${path} has the fields ${[...fields.keys()].join(', ')}, not ${names.join(', ')}`)
    }
    for (const [name, inner] of wanted) shape(fields.get(name), inner, `${path}.${name}`)
  }
}

function isList(expected: Shape): expected is readonly [Shape] {
  return Array.isArray(expected)
}
