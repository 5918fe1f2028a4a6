import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { BOARD_FINISH, BOARD_IMPLEMENT, BOARD_UNDO } from '../descriptions/board.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { startedAtOnce } from '../sessions/start.js'
import { shortId } from '../hub/by-prefix.js'
import { withCard } from './cards.js'

/** `penates board implement`. */
export const implementCard: Run<typeof BOARD_IMPLEMENT, HubContext> = ({ args, options }, context) =>
  withCard(context, args.card, ({ id }) => {
    const body = {
      ...(options['allow-unisolated'] ? { allowUnisolated: true } : {}),
      ...(options['allow-blocked'] ? { allowBlocked: true } : {}),
    }
    return startedAtOnce(
      context,
      { call: (client) => client.implementCard({ params: { id }, body }), nameOf: (answer) => answer.body.session },
      ({ body: { session, reused } }) =>
        context.print({
          json: { session, reused },
          text: reused ? `${session} works on it already.\n` : `Started ${session}\n`,
          ids: [session],
        }),
    )
  })

/** `penates board finish`. */
export const finishCard: Run<typeof BOARD_FINISH, HubContext> = ({ args, options }, context) =>
  withCard(context, args.card, ({ id }) =>
    options.check ? check(id, options.local, context) : finish(id, !options.local, context),
  )

const check = (id: string, isLocal: boolean, context: HubContext): Promise<ExitCode> =>
  answered(context, context.hub.client.readPreflight({ params: { id }, query: { local: isLocal } }), ({ body }) => {
    const obstacles = [...body.reasons, ...body.files.map((file) => `conflict in ${file}`)]
    const text = body.ok
      ? `${shortId(id)} can be merged into ${String(body.base)}.\n`
      : obstacles.map((line) => `${line}\n`).join('')
    context.print({ json: body, text })
    return body.ok ? EXIT.ok : EXIT.conflict
  })

const finish = (id: string, push: boolean, context: HubContext): Promise<ExitCode> =>
  answered(context, context.hub.client.finishCard({ params: { id }, body: { push } }), (answer) => {
    if (answer.status === 202)
      return context.print({
        json: answer.body,
        text: `The finish has begun: ${answer.body.stage}\n`,
        ids: [answer.body.id],
      })
    const { base, pushed, finish: job } = answer.body
    return context.print({
      json: answer.body,
      text: `Merged ${shortId(id)} into ${base}${pushed ? ' and pushed it' : ''}.\n`,
      ids: [job],
    })
  })

/** `penates board undo`. */
export const undoFinish: Run<typeof BOARD_UNDO, HubContext> = ({ args, options }, context) =>
  withCard(context, args.card, ({ id }) =>
    answered(
      context,
      context.hub.client.undoFinish({ params: { id }, body: options.revert ? { revert: true } : {} }),
      ({ body }) => {
        const how = body.how === 'moved' ? 'was moved back' : 'has a commit that reverts the merge'
        return context.print({ json: body, text: `Undone: ${body.base} ${how}.\n`, ids: [body.finish] })
      },
    ),
  )
