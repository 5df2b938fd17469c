import fc from 'fast-check'
import { stringify } from 'yaml'

/** With anchors, merges and brackets over several lines. */
const manifest = `# A shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: &labels {app: web, "tier": 'front'}
spec:
  replicas: 2
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels:
        <<: *labels
        version: "1"
    spec:
      containers:
      - name: web # main
        image: web:\${TAG}
        args: ["--port=8080",
          '--host=$(HOST)']
        command:
        - sh
        - -c
        - |
          exec web \\
            --admin 9090

        ports:
          - containerPort: 8080
            name: http
          - {containerPort: 9090, name: admin}
        livenessProbe:
          httpGet: {path: "/healthz", port: http}
        env:
        - name: TEXT
          value: >-
            folded
            text
        - name: EMPTY
          value:
`

/** Pieces that mean something in YAML, so that chance finds its corners. */
const piece = fc.constantFrom(
  ...['a', 'b: 1', ': ', ':', '- ', '-', '? ', '"', "'", '[', ']', '{', '}', ', ', '#', ' # c', '&x ', '*x', '<<: *x'],
  ...[
    '!!str ',
    '! ',
    '|',
    '>-',
    '|2',
    '%',
    '%YAML 1.2\n',
    '---',
    '--- ',
    '...',
    '\n',
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
    '\t',
  ],
  ...[
    '  ',
    '\\',
    '\\x',
    '~',
    '80',
    '{{ x }}',
    '{{',
    '${X}',
    '<X>',
    '\uFEFF',
    '\u0018',
    '\u001f',
    '\u0002',
    '\u2028',
    '🚢',
    '\ud800',
  ],
)
const yamlLike = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''))

/** A text with a few changes in it that mean something in YAML. */
export function changed(original: string): fc.Arbitrary<string> {
  return fc
    .array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), put: yamlLike }), {
      minLength: 1,
      maxLength: 4,
    })
    .map(edits => {
      let text = original
      for (const { at, cut, put } of edits) {
        const offset = Math.floor(at * text.length)
        text = text.slice(0, offset) + put + text.slice(offset + cut)
      }
      return text
    })
}

export const mutated = changed(manifest)

export const anyText = fc.oneof(yamlLike, mutated, fc.string({ unit: 'binary', maxLength: 80 }))

const word = fc.constantFrom(
  'web',
  'app',
  'port',
  'a b',
  'x-y/z',
  'true',
  '80',
  '',
  '#',
  ': ',
  '- a',
  "it's",
  '"q"',
  'é\n\nü',
  '{{ x }}',
  ' pad ',
)
const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.integer({ min: -70_000, max: 70_000 }),
    fc.boolean(),
    fc.constant(null),
    tie('seq'),
    tie('map'),
  ),
  seq: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(fc.constantFrom('name', 'port', 'app.kubernetes.io/name', 'a b'), tie('value'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
})).value

/** A block scalar at the root is left out: libyaml wants it indented, `yaml` prints it in the first column. */
export const printed = fc
  .tuple(fc.record({ value }), fc.constantFrom('block', 'flow', 'json', 'indented json', 'narrow'))
  .map(([value, style]) => {
    switch (style) {
      case 'json':
        return { value, text: `${JSON.stringify(value)}\n` }
      case 'indented json':
        return { value, text: `${JSON.stringify(value, undefined, 2)}\n` }
      case 'flow':
        return { value, text: stringify(value, { collectionStyle: 'flow', version: '1.1' }) }
      case 'narrow':
        return { value, text: stringify(value, { lineWidth: 20, minContentWidth: 0, version: '1.1' }) }
      default:
        return { value, text: stringify(value, { version: '1.1' }) }
    }
  })
