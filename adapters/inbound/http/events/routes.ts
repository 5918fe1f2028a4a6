import * as TE from 'fp-ts/lib/TaskEither.js'
import { header } from '../routing/arrival.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'
import type { EventStreams } from './event-streams.js'

export const eventRoutes = (streams: EventStreams): ReadonlyArray<Binding> => [
  bindAnswer(api.streamEvents, ({ request }) =>
    TE.right({
      status: 200,
      stream: (response) => streams.send(response, header(request, 'last-event-id') ?? ''),
    } as const),
  ),
]
