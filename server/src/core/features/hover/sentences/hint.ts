import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** What the tooltips of inlay hints say that no hover says. */
export const hintFacts = {
  usedBy: sentence('{number} is used by {users}.', source.containerReferences),
  servicePort: sentence('{name} is Service port {number} ({link}).', source.serviceReferences),
  podPort: sentence('{name} is container port {number} ({link}).', source.containerReferences),
} as const
