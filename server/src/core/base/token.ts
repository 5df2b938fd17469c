/**
 * The text that stands for something unknown in a rendered document: private-use characters that carry its number. YAML readers
 * take them for letters; `core/yaml` knows them as a placeholder.
 *
 * @example tokenOf(10) // '\uE600\uE61A\uE601': one character to open, a hexadecimal digit, one to close
 */
export function tokenOf(number: number): string {
  let digits = ''
  for (const digit of number.toString(16)) digits += String.fromCharCode(firstDigit + Number.parseInt(digit, 16))
  return open + digits + close
}

/** True when a text holds a token. */
export function hasToken(text: string): boolean {
  return text.includes(open)
}

/** True when a text is one token and nothing else. */
export function isToken(text: string): boolean {
  return text.startsWith(open) && text.indexOf(close) === text.length - 1
}

/** The numbers of the tokens in a text, in its order. */
export function tokensIn(text: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(open); at !== -1; at = text.indexOf(open, at + 1)) {
    let number = 0
    for (let digit = at + 1; digit < text.length; digit++) {
      const value = text.charCodeAt(digit) - firstDigit
      if (value < 0 || value > 15) break
      number = number * 16 + value
    }
    found.push(number)
  }
  return found
}

/** Nobody writes these: the Unicode standard gives no character of this area a meaning. */
const open = '\uE600'
const close = '\uE601'
const firstDigit = 0xe610
