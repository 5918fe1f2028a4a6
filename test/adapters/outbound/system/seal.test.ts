import { memorySeal } from '../../../../adapters/outbound/memory/seal.memory.js'
import { hmacSeal } from '../../../../adapters/outbound/system/seal.hmac.js'
import { describeSeal } from '../../../contracts/seal.contract.js'
import { sealMutants } from '../../../contracts/seal.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeSeal, sealMutants, memorySeal)
describeSeal('hmac', hmacSeal)
