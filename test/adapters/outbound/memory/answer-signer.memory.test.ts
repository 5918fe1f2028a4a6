import { memoryAnswerSigner } from '../../../../adapters/outbound/memory/answer-signer.memory.js'
import { describeAnswerSigner } from '../../../contracts/answer-signer.contract.js'
import { answerSignerMutants } from '../../../contracts/answer-signer.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeAnswerSigner, answerSignerMutants, () =>
  Promise.resolve({ signer: memoryAnswerSigner(), close: () => Promise.resolve() }),
)
