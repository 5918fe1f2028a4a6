import { ContainerModule } from 'inversify'
import { makeAccess } from '../../application/access/access-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { operatorToken, sessionTokens, accessTokens, audit, clock, log } = T

export const accessModule = new ContainerModule((options) => {
  provide(options, T.access, makeAccess, { operatorToken, sessionTokens, accessTokens, audit, clock, log })
})
