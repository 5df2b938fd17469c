import { claimProofs } from './claims.ts'
import { otherProofs } from './others.ts'
import { containerProofs, probeProofs } from './pods.ts'
import type { Proof } from './proof.ts'
import { serviceProofs } from './services.ts'

export const allProofs: readonly Proof[] = [
  ...serviceProofs,
  ...containerProofs,
  ...probeProofs,
  ...otherProofs,
  ...claimProofs,
]
