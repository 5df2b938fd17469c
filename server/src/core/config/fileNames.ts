/**
 * The names of the configuration file; it counts for its folder and all below. Of two in one folder the first counts, and the
 * other one is a problem that is told.
 */
export const configFileNames = ['.portolan.yaml', '.portolan.yml'] as const

export function isConfigFile(name: string): boolean {
  return configFileNames.some(each => each === name)
}
