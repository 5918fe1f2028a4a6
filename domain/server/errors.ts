import type { Tagged } from '../shared/tagged.js'

/** The hub does not run under the service manager, which therefore could not restart it. */
export interface NotManaged extends Tagged<'NotManaged'> {
  /** Expected service: `penates.service`, `gui/501/com.penates`. */
  readonly target: string
  /** Remedy, in English. */
  readonly hint: string
}
export const notManaged = (target: string, hint: string): NotManaged => ({ _tag: 'NotManaged', target, hint })

/** A service with this name exists that the hub did not write. */
export interface ForeignService extends Tagged<'ForeignService'> {
  /** Absolute path of the service definition. */
  readonly file: string
}
export const foreignService = (file: string): ForeignService => ({ _tag: 'ForeignService', file })

/** The hub cannot make itself a service: it runs in another program, its secrets would be missing, or another hub is the service. */
export type NotInstallable = Tagged<'NotInstallable', { readonly reason: 'embedded' | 'secrets' | 'other-hub' }>
export const notInstallable = (reason: NotInstallable['reason']): NotInstallable => ({ _tag: 'NotInstallable', reason })
