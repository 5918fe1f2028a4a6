import type { AccountJson } from '../../http/usage/limits.api.js'
import type { UsageJson } from '../../http/usage/codec.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { LIMITS, USAGE } from '../descriptions/others.js'
import { answered } from '../hub/answered.js'
import { count, dash, dollars, span, table } from '../table.js'

/** `penates usage`. */
export const showUsage: Run<typeof USAGE, HubContext> = ({ options: { days } }, context) =>
  answered(context, context.hub.client.readUsage({ query: days === undefined ? {} : { days } }), ({ body }) =>
    context.print({ json: body, text: usageText(body), ids: body.window.byModel.map(({ model }) => model) }),
  )

function usageText({ window, scan }: UsageJson): string {
  const row = (
    name: string,
    sum: { readonly tokens: number; readonly cacheRead: number; readonly costUsd: number },
  ) => [name, count(sum.tokens), count(sum.cacheRead), dollars(sum.costUsd)]
  const head = (name: string) => [name, 'TOKENS', 'CACHE READS', 'COST']
  const parts = [
    `${window.from} to ${window.to}: ${count(window.tokens)} tokens, ${dollars(window.costUsd)}, ${count(window.sessions)} sessions\n`,
    table(
      head('MODEL'),
      window.byModel.map((sum) => row(sum.model, sum)),
    ),
    table(
      head('PROJECT'),
      window.byProject.map((sum) => row(sum.project, sum)),
    ),
    scan.state === 'scanning' ? `Logs are being read: ${count(scan.filesRead)} of ${count(scan.files)} files.\n` : '',
  ]
  return parts.filter((part) => part !== '').join('\n')
}

/** `penates limits`. */
export const showLimits: Run<typeof LIMITS, HubContext> = ({ options: { days } }, context) =>
  answered(context, context.hub.client.readUsageLimits({ query: days === undefined ? {} : { days } }), ({ body }) =>
    context.print({
      json: body,
      text: limitsText(body.accounts, context.now()),
      ids: body.accounts.map(({ accountId }) => accountId),
    }),
  )

const limitsText = (accounts: ReadonlyArray<AccountJson>, now: number): string =>
  accounts.length === 0
    ? 'No account has reported its quotas.\n'
    : table(
        ['ACCOUNT', 'AGENT', 'WINDOW', 'USED', 'RESETS IN'],
        accounts.flatMap(({ accountId, accountLabel, agent, windows }) =>
          windows.map(({ label = null, usedPercentage = null, limited = false, resetsAt }) => [
            accountLabel ?? accountId,
            agent,
            dash(label),
            usedPercentage === null ? (limited ? 'limited' : '-') : `${String(Math.round(usedPercentage))}%`,
            resetsAt === null ? '-' : span(resetsAt * 1000 - now),
          ]),
        ),
      )
