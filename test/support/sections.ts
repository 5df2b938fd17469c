/** The parts of an archive: `-- name --` starts one. */
export function sectionsOf(archive: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>()
  for (const section of archive.split(/^(?=-- .* --$)/m)) {
    const header = /^-- (.*) --\n/.exec(section)
    const name = header?.[1]
    if (!header || name === undefined)
      throw new Error(`a section begins with "-- name --", not with ${section.slice(0, 40)}`)
    if (sections.has(name)) throw new Error(`two sections are called ${name}`)
    sections.set(name, section.slice(header[0].length))
  }
  return sections
}

export function printSections(sections: Iterable<readonly [name: string, text: string]>): string {
  return [...sections].map(([name, text]) => `-- ${name} --\n${text}`).join('')
}
