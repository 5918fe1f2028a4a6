import { reportOf } from '../../../../adapters/outbound/usage-logs/report-of.js'
import { encodeUsage } from '../../../../adapters/inbound/http/usage/usage-encoder.js'
import { memoryUsageLogs } from '../../../../adapters/outbound/memory/usage-logs.memory.js'
import { countRows } from '../../../support/count-rows.js'
import { describeUsageLogs } from '../../../contracts/usage-logs.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { aRow } from '../../../support/usage-rows.js'

const nothing = (): Promise<void> => Promise.resolve()

describeFake(describeUsageLogs, ['logs'], () => {
  const logs = memoryUsageLogs({ encode: encodeUsage, reportOf })
  const { origin } = aRow()
  return Promise.resolve({
    logs,
    agent: origin.agent,
    model: origin.model,
    write: ({ session, directory, at, input, cacheRead, output }) => {
      const counts = { input, cacheRead, output, cacheWrite: 0, cacheWrite1h: 0 }
      const cells = countRows([aRow({ at, counts, origin: { ...origin, session, directory } })])
      logs.write(...cells.map((cell) => ({ ...cell, at })))
      return nothing()
    },
    restart: () => Promise.resolve(logs),
    close: nothing,
  })
})
