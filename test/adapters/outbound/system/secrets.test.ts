import { randomUUID } from 'node:crypto'
import { memorySecrets } from '../../../../adapters/outbound/memory/machine.memory.js'
import { newToken, sha256 } from '../../../../infrastructure/secrets/secrets.js'
import { describeSecrets } from '../../../contracts/secrets.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeSecrets, [], memorySecrets)
describeSecrets('node', () => ({ newId: randomUUID, newSecret: newToken, sha256 }))
