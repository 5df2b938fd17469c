/**
 * The files of a rule's example. One of several files says before each which it is: `# file: kustomization.yaml`. The line is a
 * part of the file, as a reader would copy it.
 */
export function exampleFiles(example: string): Readonly<Record<string, string>> {
  const parts = example.split(/^(?=# file: \S+$)/m)
  return Object.fromEntries(parts.map(text => [/^# file: (\S+)/.exec(text)?.[1] ?? 'm.yaml', text]))
}
