import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../../server/src/core/base/known.ts'
import type { Reference } from '../../server/src/core/k8s/facts/reference.ts'
import { slotOf } from '../../server/src/core/k8s/read/slot.ts'
import { indexSites, referencesIn } from '../../server/src/core/k8s/sites/references.ts'
import type { Site, TextForm } from '../../server/src/core/k8s/sites/site.ts'
import { writtenText } from '../../server/src/core/k8s/sites/writtenText.ts'
import { parseDocument } from '../../server/src/core/yaml/parse.ts'

/**
 * Ports in texts of forms of their own, written in every style of YAML: what stands at the span of a port is that port, letter by
 * letter. A port of which a letter is written as an escape is left out.
 */
const kind = { group: 'relay.example.com', kind: 'Relay' }

function site(form: TextForm): Site {
  return {
    id: 'relay-ports',
    kinds: [kind],
    at: 'spec.ports',
    port: [''],
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'listener' },
    text: form,
    note: '',
    source: '',
  }
}

const number = fc.integer({ min: 1, max: 65535 }).map(String)
const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/)
const port = fc.oneof(number, name)
const gap = fc.constantFrom('', ' ', '  ')

/** A text, and the ports in it in their order. */
interface Said {
  readonly text: string
  readonly ports: readonly string[]
}

const list: fc.Arbitrary<Said> = fc
  .tuple(fc.array(fc.oneof(port, fc.constantFrom('*', '', '80-90', 'a b', '99999999', '%80')), { minLength: 1 }), gap)
  .map(([items, space]) => ({ text: items.join(`,${space}`), ports: items.filter(isPort) }))

const json: fc.Arbitrary<Said> = fc
  .tuple(fc.uniqueArray(port), fc.constantFrom('{}', '[{"80": 1}]', '"x\\"{,}"', '{"ports": {"8": 1}}', '7'), gap)
  .map(([ports, value, space]) => ({
    text: `{"first":${value},${space}"ports":${space}{${ports.map(each => `"${each}":${space}${value}`).join(',')}}, "last": ${value}}`,
    ports,
  }))

const url: fc.Arbitrary<Said> = fc
  .tuple(
    fc.constantFrom('', 'http://', 'https://', 'http://me:secret@'),
    name,
    number,
    fc.constantFrom('', '/', '/a?b=c'),
  )
  .map(([scheme, host, digits, path]) => ({
    text: `${scheme}svc-${host}.shop.svc:1${digits.slice(0, 3)}1${path}`,
    ports: [`1${digits.slice(0, 3)}1`],
  }))

const hostPort: fc.Arbitrary<Said> = url.filter(({ text }) => !text.includes('@'))
const servicePort: fc.Arbitrary<Said> = fc
  .tuple(name, name, port, fc.constantFrom('', ':PROXY', '::PROXY'))
  .map(([namespace, service, of, more]) => ({ text: `${namespace}/${service}:${of}${more}`, ports: [of] }))

function isPort(item: string): boolean {
  return /^(\d{1,5}|[a-z][-a-z0-9]*)$/.test(item)
}

type Style = 'plain' | 'single' | 'double' | 'literal' | 'folded'
const blockHeaders = ['', '-', '+', '2', '2-', ' # port 8080', '- # http://shop:8080']

/** The text as a value in YAML. @param escape says of a letter whether it is written as an escape */
function write(text: string, style: Style, header: string, escape: (index: number) => boolean): string {
  switch (style) {
    case 'plain':
      return text
    case 'single':
      return `'${text.replaceAll("'", "''")}'`
    case 'double':
      return `"${text
        .split('')
        .map((letter, index) => (escape(index) ? escapeOf(letter, index) : letter.replace(/["\\]/, '\\$&')))
        .join('')}"`
    default:
      return `${style === 'literal' ? '|' : '>'}${header}\n    ${text}`
  }
}

function escapeOf(letter: string, index: number): string {
  const code = letter.charCodeAt(0).toString(16)
  return (
    [`\\x${code.padStart(2, '0')}`, `\\u${code.padStart(4, '0')}`, `\\U${code.padStart(8, '0')}`][index % 3] ?? letter
  )
}

function canBePlain(text: string): boolean {
  return /^[a-z0-9]/i.test(text) && !/: |\s$|:$| #/.test(text)
}

function referencesTo(value: string, form: TextForm): { readonly found: readonly Reference[]; readonly text: string } {
  const text = `apiVersion: relay.example.com/v1\nkind: Relay\nspec:\n  ports: ${value}\n  other: 8080\n`
  const { root } = parseDocument(text)
  if (!root) throw new Error(`no YAML: ${text}`)
  return { found: referencesIn(slotOf(root, root.span), kind, [], text, indexSites([site(form)])), text }
}

const forms: readonly (readonly [TextForm, fc.Arbitrary<Said>])[] = [
  [{ form: 'list' }, list],
  [{ form: 'json-keys', key: 'ports' }, json],
  [{ form: 'host-port' }, hostPort],
  [{ form: 'service-port' }, servicePort],
  [{ form: 'urls' }, url],
]
const styles = fc.constantFrom<Style>('plain', 'single', 'double', 'literal', 'folded')

test.each(forms)('%j: each port stands at its span, in every style', (form, said) => {
  fc.assert(
    fc.property(said, styles, fc.constantFrom(...blockHeaders), ({ text: says, ports }, style, header) => {
      const value = write(says, style === 'plain' && !canBePlain(says) ? 'single' : style, header, () => false)
      const { found, text } = referencesTo(value, form)
      expect(found.map(reference => written(reference, text))).toEqual(ports)
      expect(found.map(reference => String(valueOf(reference.port)))).toEqual(ports)
    }),
  )
})

test.each(forms)('%j: of ports with escapes none is found in another place', (form, said) => {
  fc.assert(
    fc.property(said, fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), ({ text: says, ports }, escapes) => {
      const value = write(says, 'double', '', index => escapes[index % escapes.length] === true)
      const { found, text } = referencesTo(value, form)
      for (const reference of found) {
        expect(ports).toContain(written(reference, text))
        expect(written(reference, text)).toBe(String(valueOf(reference.port)))
      }
    }),
  )
})

test('every range that has a place is written there as it is meant', () => {
  const scrap = fc.constantFrom(
    'a',
    '8',
    '"',
    "'",
    "''",
    '\\',
    '\\n',
    '\\"',
    '\\x38',
    '\\u0038',
    '\\\n  ',
    '\n  ',
    ' ',
    '|',
    '\\U0001F600',
  )
  fc.assert(
    fc.property(
      fc.constantFrom('"', "'", '|', '>', 'x'),
      fc.array(scrap),
      fc.nat(),
      fc.nat(),
      (first, scraps, a, b) => {
        const whole = first + scraps.join('')
        const { text, place } = writtenText(whole)
        const start = a % (text.length + 1)
        const range = { start, end: start + (b % (text.length - start + 1)) }
        const at = place(range)
        if (at) expect(whole.slice(at.start, at.end)).toBe(text.slice(range.start, range.end))
      },
    ),
  )
})

function written({ port }: Reference, text: string): string {
  return port.kind === 'known' ? text.slice(port.span.start, port.span.end) : port.kind
}
