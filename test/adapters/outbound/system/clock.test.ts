import { setTimeout } from 'node:timers/promises'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { describeClock } from '../../../contracts/clock.contract.js'

describeClock('the machine', () => ({ clock: systemClock, pass: (ms) => setTimeout(ms) }))
