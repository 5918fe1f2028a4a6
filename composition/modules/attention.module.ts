import { ContainerModule } from 'inversify'
import { makeFeed } from '../../application/attention/feed.js'
import { makePresence } from '../../application/attention/presence.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const attentionModule = new ContainerModule((options) => {
  provide(options, T.feed, makeFeed, {})
  provide(options, T.presence, makePresence, { clock: T.clock })
})
