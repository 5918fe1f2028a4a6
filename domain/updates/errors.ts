import type { GuardReason } from './update-item.js'
import type { Tagged } from '../shared/tagged.js'

/** No updatable component has this id. */
export type NotExecutable = Tagged<'NotExecutable', { readonly id: string }>
export const notExecutable = (id: string): NotExecutable => ({ _tag: 'NotExecutable', id })

/** The hub's own files must not be replaced now. */
export type UpdateGuarded = Tagged<'UpdateGuarded', { readonly reason: GuardReason }>
export const updateGuarded = (reason: GuardReason): UpdateGuarded => ({ _tag: 'UpdateGuarded', reason })
