import { ContainerModule } from 'inversify'
import { makeAttention, type AttentionFeature } from '../../application/attention/attention-feature.js'
import { makeFeed } from '../../application/shared/feed.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, feed, attention } = T

interface Attention {
  readonly attention: AttentionFeature
}

export const attentionModule = new ContainerModule((options) => {
  provide(options, feed, makeFeed, {})
  provide(options, attention, makeAttention, { host: T.sessionHost, record: T.sessionRecord, feed, clock })
  provide(options, T.attend, (use: Attention) => use.attention.attend, { attention })
  provide(options, T.observeAgents, (use: Attention) => use.attention.observeAgents, { attention })
})
