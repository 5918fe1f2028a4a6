/** The used part of nodegit 0.28. Getters are synchronous, all reads return promises. */
declare module 'nodegit' {
  interface Oid {
    readonly tostrS: () => string
  }
  interface Commit {
    readonly id: () => Oid
    /** Message without leading newlines. */
    readonly message: () => string
    /** Header before the message, one `key value` per line. */
    readonly rawHeader: () => string
  }
  interface Revwalk {
    readonly sorting: (mode: number) => void
    /** Adds a starting commit. Returns an error code of libgit2, 0 for none. */
    readonly push: (id: Oid) => number
    /** Ids of the next ones, fewer at the end. */
    readonly fastWalk: (count: number) => Promise<ReadonlyArray<Oid>>
    readonly commitWalk: (count: number) => Promise<ReadonlyArray<Commit>>
  }
  interface Config {
    /** The last value in force; rejects with `ENOTFOUND`. */
    readonly getStringBuf: (name: string) => Promise<string>
  }
  interface Remote {
    readonly getFetchRefspecs: () => Promise<ReadonlyArray<string>>
  }
  interface Repository {
    readonly config: () => Promise<Config>
    readonly createRevWalk: () => Revwalk
    /** Frees what it has loaded; it can still be used. */
    readonly cleanup: () => void
  }
  interface StatusOptions {
    readonly version: 1
    readonly show: number
    readonly flags: number
  }
  interface StatusList {
    readonly entrycount: () => number
  }
  interface DiffFile {
    readonly path: () => string
    readonly mode: () => number
    readonly id: () => Oid
  }
  interface DiffDelta {
    readonly oldFile: () => DiffFile
    readonly newFile: () => DiffFile
  }
  interface StatusEntry {
    readonly status: () => number
    readonly headToIndex: () => DiffDelta | null
    readonly indexToWorkdir: () => DiffDelta | null
  }

  interface Nodegit {
    readonly Attr: {
      readonly get: (repository: Repository, flags: number, path: string, name: string) => Promise<string | null>
    }
    readonly Graph: {
      readonly aheadBehind: (
        repository: Repository,
        local: Oid,
        upstream: Oid,
      ) => Promise<{ readonly ahead: number; readonly behind: number }>
    }
    readonly Object: {
      readonly TYPE: { readonly ANY: number; readonly COMMIT: number }
      readonly lookup: (repository: Repository, id: Oid, type: number) => Promise<GitObject>
    }
    readonly Oid: { readonly fromString: (hex: string) => Oid }
    readonly Remote: { readonly lookup: (repository: Repository, name: string) => Promise<Remote> }
    readonly Repository: { readonly open: (path: string) => Promise<Repository> }
    readonly Revwalk: { readonly SORT: { readonly NONE: number } }
    readonly Status: {
      readonly STATUS: Readonly<Record<StatusFlag, number>>
      readonly OPT: {
        readonly INCLUDE_UNTRACKED: number
        readonly INCLUDE_IGNORED: number
        readonly DISABLE_PATHSPEC_MATCH: number
      }
      readonly SHOW: { readonly INDEX_AND_WORKDIR: number }
      readonly byIndex: (list: StatusList, index: number) => StatusEntry
    }
    readonly StatusList: {
      readonly create: (repository: Repository, options: StatusOptions) => Promise<StatusList>
    }
  }
  interface GitObject {
    readonly peel: (type: number) => Promise<{ readonly id: () => Oid }>
  }
  type StatusFlag =
    | 'INDEX_NEW'
    | 'INDEX_MODIFIED'
    | 'INDEX_DELETED'
    | 'INDEX_TYPECHANGE'
    | 'WT_NEW'
    | 'WT_MODIFIED'
    | 'WT_DELETED'
    | 'WT_TYPECHANGE'
    | 'CONFLICTED'
    | 'IGNORED'

  const nodegit: Nodegit
  export default nodegit
  export type { Config, Nodegit, Oid, Repository, StatusEntry }
}
