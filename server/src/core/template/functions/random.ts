import { type Calling, type GoFunction, numberArg, strict, textArg } from '../function.ts'
import type { Shape } from '../unknown.ts'
import { type HostValue, int, string, type Value } from '../value.ts'

const digits = '0123456789'
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const both = letters + digits

/**
 * Functions whose result differs from run to run. Judged, it is unknown; to print something where Helm does, there is a stand-in of the
 * same length and form.
 */
export const randomFunctions: ReadonlyMap<string, GoFunction> = new Map([
  random('randAlphaNum', 'int', 'string', (args, calling) => string(calling.random(numberArg(args, 0), both))),
  random('randAlpha', 'int', 'string', (args, calling) => string(calling.random(numberArg(args, 0), letters))),
  random('randNumeric', 'int', 'string', (args, calling) => string(calling.random(numberArg(args, 0), digits))),
  random('randAscii', 'int', 'string', (args, calling) => string(calling.random(numberArg(args, 0), both))),
  random('randBytes', 'int', 'string', (args, calling) => string(base64Of(calling, numberArg(args, 0)))),
  random('randInt', 'int, int', 'number', args => int(numberArg(args, 0))),
  random('shuffle', 'string', 'string', args => textArg(args, 0)),
  random('uuidv4', '', 'string', (_, calling) => string(uuid(calling))),
  random('bcrypt', 'string', 'string', (_, calling) => string(bcrypt(calling))),
  random('htpasswd', 'string, string', 'string', (args, calling) =>
    string(`${textArg(args, 0).text}:${bcrypt(calling)}`),
  ),
  random('derivePassword', 'any, string, string, string, string', 'string', (_, calling) =>
    string(calling.random(20, both)),
  ),
  random('encryptAES', 'string, string', 'string', (_, calling) => string(base64Of(calling, 32))),
  random('decryptAES', 'string, string', 'string', () => string('')),
  random('genPrivateKey', 'string', 'string', (args, calling) =>
    string(privateKey(calling, textArg(args, 0).text === 'rsa' ? 'RSA' : 'EC')),
  ),
  random('genCA', 'string, int', 'any', (_, calling) => certificate(calling)),
  random('genCAWithKey', 'string, int, string', 'any', (_, calling) => certificate(calling)),
  random('genSelfSignedCert', 'string, any, any, int', 'any', (_, calling) => certificate(calling)),
  random('genSelfSignedCertWithKey', 'string, any, any, int, string', 'any', (_, calling) => certificate(calling)),
  random('genSignedCert', 'string, any, any, int, any', 'any', (_, calling) => certificate(calling)),
  random('genSignedCertWithKey', 'string, any, any, int, any, string', 'any', (_, calling) => certificate(calling)),
  random('buildCustomCert', 'string, string', 'any', (_, calling) => certificate(calling)),
])

function random(
  name: string,
  signature: string,
  shape: Shape,
  standIn: (args: readonly Value[], calling: Calling) => Value,
): readonly [string, GoFunction] {
  const call: GoFunction['call'] = (args, calling) =>
    calling.mode === 'exact' ? standIn(args, calling) : calling.unknown('random', name, shape)
  return [name, strict(signature, shape, call)]
}

function base64Of(calling: Calling, bytes: number): string {
  const whole = Math.ceil((bytes * 4) / 3)
  return calling.random(whole, both).padEnd(Math.ceil(bytes / 3) * 4, '=')
}

function bcrypt(calling: Calling): string {
  return `$2a$10$${calling.random(53, both)}`
}

function uuid(calling: Calling): string {
  const hex = `${digits}abcdef`
  const part = (length: number): string => calling.random(length, hex)
  return `${part(8)}-${part(4)}-4${part(3)}-a${part(3)}-${part(12)}`
}

/** A certificate and its key: 18 lines and 27 lines, as RSA of 2,048 bits gives them, nearly. */
function certificate(calling: Calling): HostValue {
  const cert = string(armored(calling, 'CERTIFICATE', 18))
  const key = string(privateKey(calling, 'RSA'))
  return {
    kind: 'host',
    type: 'sprig.certificate',
    fields: new Map([
      ['Cert', cert],
      ['Key', key],
    ]),
  }
}

function privateKey(calling: Calling, type: 'RSA' | 'EC'): string {
  return armored(calling, `${type} PRIVATE KEY`, type === 'RSA' ? 25 : 3)
}

function armored(calling: Calling, label: string, lines: number): string {
  let text = `-----BEGIN ${label}-----\n`
  for (let line = 0; line < lines; line++) text += `${calling.random(64, both)}\n`
  return `${text}-----END ${label}-----\n`
}
