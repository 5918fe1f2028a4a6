import * as E from 'fp-ts/lib/Either.js'
import type { CardJson } from '../../http/board/codec.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { BOARD_LS, BOARD_MOVE, BOARD_NEW, BOARD_SHOW } from '../descriptions/board.js'
import type { ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import { dash, fields, table } from '../table.js'

/** `penates board ls`. */
export const listCards: Run<typeof BOARD_LS, HubContext> = ({ options }, context) => {
  const { project, stage, search, archived } = options
  const query = {
    projectId: project === undefined ? [] : [project],
    q: search === undefined ? [] : [search],
    archived,
  }
  return answered(context, context.hub.client.listCards({ query }), ({ body }) => {
    const cards = body.cards.filter((card) => stage === undefined || card.stage === stage)
    return context.print({ json: cards, text: listText(cards), ids: cards.map(({ id }) => id) })
  })
}

const HEAD = ['ID', 'STAGE', 'PRIORITY', 'PROJECT', 'SESSION', 'TITLE']

const listText = (cards: ReadonlyArray<CardJson>): string =>
  cards.length === 0
    ? 'No cards.\n'
    : table(
        HEAD,
        cards.map(({ id, stage, priority, projectId, sessionRef, sessionLive, title }) => [
          shortId(id),
          stage,
          dash(priority),
          projectId,
          sessionLive ? dash(sessionRef) : '-',
          title,
        ]),
      )

/** Finds the card that a text names and passes it to `then`. */
export function withCard(
  context: HubContext,
  text: string,
  then: (card: CardJson) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  return answered(context, context.hub.client.listCards(), ({ body }) => {
    const card = byPrefix(body.cards, text, 'card')
    return E.isLeft(card) ? context.fail(card.left) : then(card.right)
  })
}

/** `penates board show`. */
export const showCard: Run<typeof BOARD_SHOW, HubContext> = ({ args }, context) =>
  withCard(context, args.card, (card) => context.print({ json: card, text: cardText(card), ids: [card.id] }))

const cardText = (card: CardJson): string => {
  const { id, title, stage, priority, projectId, branch, sessionRef, sessionLive, blockedBy, updatedAt, notes } = card
  const session = sessionRef === null ? null : `${sessionRef}${sessionLive ? '' : ' (not running)'}`
  const blockers = blockedBy.length === 0 ? null : blockedBy.join(', ')
  const head = fields({
    id,
    title,
    stage,
    priority,
    project: projectId,
    branch,
    session,
    'blocked by': blockers,
    changed: updatedAt,
  })
  return notes === null || notes === '' ? head : `${head}\n${notes.trimEnd()}\n`
}

/** `penates board new`. */
export const newCard: Run<typeof BOARD_NEW, HubContext> = ({ args: { title }, options }, context) => {
  const { project, stage = 'idea', priority = null, notes = null } = options
  if (project === undefined) {
    return Promise.resolve(
      context.fail({
        exit: 'usage',
        problem: 'a card needs a project: --project ID',
        mend: 'List projects with: penates projects ls',
      }),
    )
  }
  const allowUnknownProject = options['allow-unknown-project']
  const body = {
    projectId: project,
    title: title.join(' '),
    stage,
    priority,
    notes,
    origin: 'solo',
    allowUnknownProject,
  }
  return answered(context, context.hub.client.createCard({ body }), ({ body: card }) =>
    context.print({ json: card, text: `Added ${shortId(card.id)} to ${card.stage}\n`, ids: [card.id] }),
  )
}

/** `penates board move`. */
export const moveCard: Run<typeof BOARD_MOVE, HubContext> = ({ args, options }, context) =>
  withCard(context, args.card, ({ id, rev }) => {
    const body = { stage: args.stage, rev, ...(options['end-session'] ? { endSession: true } : {}) }
    return answered(context, context.hub.client.changeCard({ params: { id }, body }), (answer) =>
      answer.status === 409
        ? context.fail({
            exit: 'conflict',
            code: answer.body.code,
            problem: 'the card was changed meanwhile',
            mend: 'Try again.',
          })
        : context.print({ json: answer.body, text: `Moved ${shortId(id)} to ${answer.body.stage}\n`, ids: [id] }),
    )
  })
