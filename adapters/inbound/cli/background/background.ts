import * as E from 'fp-ts/lib/Either.js'
import type { ResponseBody } from '../../http/client/bodies.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { BACKGROUND_LS, BACKGROUND_OPEN, BACKGROUND_STOP } from '../descriptions/background.js'
import type { ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { startedAtOnce } from '../sessions/start.js'
import { byPrefix } from '../hub/by-prefix.js'
import { dash, shortText, span, table } from '../table.js'

type Agent = ResponseBody<'listBackgroundAgents'>['agents'][number]

const HEAD = ['ID', 'STATE', 'AGE', 'NAME', 'FOLDER']

const stateOf = ({ state, waitingFor }: Agent): string => (waitingFor === null ? state : `${state}: ${waitingFor}`)

/** `penates background ls`. */
export const listBackground: Run<typeof BACKGROUND_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listBackgroundAgents(), ({ body }) => {
    const { agents, skipped } = body
    const rows = agents.map((agent) => [
      agent.id,
      stateOf(agent),
      agent.startedAt === null ? '-' : span(context.now() - agent.startedAt),
      shortText(dash(agent.name)),
      dash(agent.folder),
    ])
    const listed = rows.length === 0 ? 'No agents in the background.\n' : table(HEAD, rows)
    const text = skipped === 0 ? listed : `${listed}Entries that cannot be read: ${skipped}.\n`
    return context.print({ json: body, text, ids: agents.map(({ id }) => id) })
  })

/** Runs `then` on the one agent whose id begins with the text. */
const onAgent = (text: string, context: HubContext, then: (agent: Agent) => Promise<ExitCode>): Promise<ExitCode> =>
  answered(context, context.hub.client.listBackgroundAgents(), ({ body: { agents } }) => {
    const found = byPrefix(agents, text, 'agent in the background')
    return E.isLeft(found) ? context.fail(found.left) : then(found.right)
  })

/** `penates background open`. */
export const openBackground: Run<typeof BACKGROUND_OPEN, HubContext> = ({ args }, context) =>
  onAgent(args.id, context, ({ id }) =>
    startedAtOnce(
      context,
      { call: (client) => client.openBackgroundAgent({ params: { id } }), nameOf: ({ body }) => body.session },
      ({ body: { session } }) => context.print({ json: { id, session }, text: `${session}\n`, ids: [session] }),
    ),
  )

/** `penates background stop`. */
export const stopBackground: Run<typeof BACKGROUND_STOP, HubContext> = ({ args }, context) =>
  onAgent(args.id, context, ({ id }) =>
    answered(context, context.hub.client.stopBackgroundAgent({ params: { id } }), () =>
      context.print({ json: { id }, text: `Stopped: ${id}.\n`, ids: [id] }),
    ),
  )
