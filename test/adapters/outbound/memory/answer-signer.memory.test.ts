import { memoryAnswerSigner } from '../../../../adapters/outbound/memory/answer-signer.memory.js'
import { describeAnswerSigner } from '../../../contracts/answer-signer.contract.js'

describeAnswerSigner('memory', () => Promise.resolve({ signer: memoryAnswerSigner(), close: () => Promise.resolve() }))
