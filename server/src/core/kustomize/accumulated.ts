import { type Config, mergeConfigs, normalized } from './config.ts'
import type { Node } from './node.ts'
import { BuildError } from './problem.ts'
import { ResMap } from './resMap.ts'
import type { Variable } from './transform/variables.ts'

/** What a kustomization comes to before names are put right: what another one takes in (api/internal/accumulator). */
export class Accumulated {
  readonly map: ResMap
  config: Config | undefined
  readonly variables: Map<string, Variable>

  constructor(map = new ResMap(), config?: Config, variables = new Map<string, Variable>()) {
    this.map = map
    this.config = config
    this.variables = variables
  }

  mergeConfig(config: Config | undefined): void {
    if (config) this.config = this.config ? mergeConfigs(this.config, config) : normalized(config)
  }

  addVariable(variable: Variable): void {
    if (this.variables.has(variable.name))
      throw new BuildError('variable', `var ${variable.name} is there twice`, variable.node.place)
    this.variables.set(variable.name, variable)
  }

  /** A copy that others may change. */
  copy(): Accumulated {
    const copies = new Map<Node, Node>()
    const map = new ResMap()
    map.reorder(this.map.list.map(resource => resource.copy(copies)))
    return new Accumulated(map, this.config, new Map(this.variables))
  }
}
