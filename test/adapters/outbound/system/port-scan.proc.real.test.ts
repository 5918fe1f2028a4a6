import { procPortScan } from '../../../../adapters/outbound/system/port-scan.system.js'
import { describePortScan } from '../../../contracts/port-scan.contract.js'
import { openListeners } from '../../../support/listeners.js'

if (process.platform === 'linux') describePortScan('proc', () => Promise.resolve(openListeners(procPortScan)))
