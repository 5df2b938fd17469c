/** Go sorts strings by their UTF-8 bytes, which is the order of code points. */
export function byBytes(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  const [one, two] = [a.charCodeAt(at), b.charCodeAt(at)]
  if (Number.isNaN(one) || Number.isNaN(two)) return a.length - b.length
  return sortable(one) - sortable(two)
}

/** Surrogates stand for code points above all others. */
function sortable(code: number): number {
  return code >= 0xd8_00 && code <= 0xdf_ff ? code + 0x1_00_00 : code
}
