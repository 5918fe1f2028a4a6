import { randomUUID } from 'node:crypto'
import { memorySecrets } from '../../../../adapters/outbound/memory/secrets.memory.js'
import { newToken, sha256 } from '../../../../infrastructure/secrets/secrets.js'
import { describeSecrets } from '../../../contracts/secrets.contract.js'
import { secretsMutants } from '../../../contracts/secrets.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeSecrets, secretsMutants, memorySecrets)
describeSecrets('node', () => ({ newId: randomUUID, newSecret: newToken, sha256 }))
