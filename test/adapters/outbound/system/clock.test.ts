import { setTimeout } from 'node:timers/promises'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { observeFaults } from '../../../../infrastructure/guard/guard.js'
import { describeClock } from '../../../contracts/clock.contract.js'

describeClock('the machine', () => ({
  clock: systemClock,
  pass: (ms) => setTimeout(ms),
  observeFaults: (observer) => observeFaults(({ error }) => observer(error)),
}))
