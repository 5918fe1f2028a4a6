import { memorySeal } from '../../../../adapters/outbound/memory/machine.memory.js'
import { hmacSeal } from '../../../../adapters/outbound/system/seal.hmac.js'
import { describeSeal } from '../../../contracts/seal.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeSeal, [], memorySeal)
describeSeal('hmac', hmacSeal)
