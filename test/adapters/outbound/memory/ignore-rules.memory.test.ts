import { memoryIgnoreRules } from '../../../../adapters/outbound/memory/ignore-rules.memory.js'
import { describeIgnoreRules } from '../../../contracts/ignore-rules.contract.js'
import { ignoreRulesMutants } from '../../../contracts/ignore-rules.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeIgnoreRules, ignoreRulesMutants, () =>
  Promise.resolve({
    rules: memoryIgnoreRules('/work/shop', new Set(['out', 'größe\nx'])),
    repository: '/work/shop',
    elsewhere: '/work/shop-more',
    close: () => Promise.resolve(),
  }),
)
