/**
 * The candidate that the writer most likely meant, or `undefined` when none is near. Case never counts; otherwise one
 * typo (an insertion, deletion, substitution or swap of neighbours) is allowed in up to five characters, two in more.
 *
 * Texts longer than any name in Kubernetes are near to nothing: comparing them would take long.
 *
 * @example nearest('htpp', ['http', 'metrics']) // 'http'
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestName) return undefined
  const wanted = word.toLowerCase()
  let best: string | undefined
  let bestDistance = (wanted.length <= 5 ? 1 : 2) + 1
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** A DNS subdomain. */
const longestName = 253

/** Optimal string alignment distance, or `limit` as soon as it cannot be smaller. */
function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let smallest = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (beforeLast[j - 2] ?? 0) + 1)
      row.push(value)
      if (value < smallest) smallest = value
    }
    if (smallest >= limit) return limit
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, limit)
}
