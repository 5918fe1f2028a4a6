import { breaking, type Mutants } from './mutants.js'
import type { OperatorTokenHarness } from './operator-token.contract.js'

const broken = breaking<OperatorTokenHarness, 'operatorToken'>('operatorToken')

/** Broken holders of the operator's token. */
export const operatorTokenMutants: Mutants<OperatorTokenHarness> = {
  'matches itself and nothing else': {
    'accepts every token': broken(() => ({ matches: () => true })),
    'accepts a missing token': broken(({ matches }) => ({ matches: (token) => token === null || matches(token) })),
    'trims the token': broken(({ matches }) => ({ matches: (token) => matches(token?.trim() ?? null) })),
    'ignores case': broken(({ matches }) => ({ matches: (token) => matches(token?.toLowerCase() ?? null) })),
    'accepts a prefix': broken(({ matches }, { token }) => ({
      matches: (offered) => matches(offered) || (offered !== null && offered !== '' && token.startsWith(offered)),
    })),
  },
  'has the text that matches': {
    'keeps the first text': broken((_, { token }) => ({ current: () => token })),
    'hides the text': broken(() => ({ current: () => null })),
  },
  'no longer matches the former one when it tells of another': {
    'accepts the former token after a rotation': broken(({ matches }, { token }) => ({
      matches: (offered) => offered === token || matches(offered),
    })),
  },
  'tells of every rotation until told to stop': {
    'reports rotations after the end of a subscription': broken(({ watch }) => ({
      watch: (listener) => {
        watch(listener)
        return () => undefined
      },
    })),
    'reports the first rotation only': broken(({ watch }) => ({
      watch: (listener) => {
        const stop = watch(() => {
          stop()
          listener()
        })
        return stop
      },
    })),
  },
}
