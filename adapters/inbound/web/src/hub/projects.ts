import type { Answer } from './hub.js'

/** A line of a plan: `- [x] text {key: value}`. */
export interface PlanItem {
  readonly done: boolean
  readonly text: string
  readonly meta: Readonly<Record<string, string>>
  /** Its line in the document, from 1; other edits may move it. */
  readonly line: number
}

export interface PlanSection {
  /** `null` when the document has no such heading. */
  readonly version: string | null
  readonly items: ReadonlyArray<PlanItem>
}

export interface Plan {
  readonly released: PlanSection
  readonly dev: PlanSection
  readonly backlog: ReadonlyArray<PlanItem>
  /** Markdown. */
  readonly changelog: string
}

export type SectionName = 'released' | 'dev' | 'backlog'

/** An item as the page showed it, by which it is found again after the document changed. */
export interface ItemRef {
  readonly section: SectionName
  readonly text: string
  readonly line: number
}

export interface SectionSummary {
  readonly version: string | null
  readonly done: number
  readonly total: number
}

/** A project in the list. */
export interface ProjectSummary {
  readonly id: string
  readonly displayName: string
  readonly path: string
  readonly pinned: boolean
  readonly released: SectionSummary
  readonly dev: SectionSummary
  readonly backlogCount: number
  /** There is no plan document. */
  readonly missing: boolean
  /** When the plan document last changed, milliseconds since the epoch. */
  readonly mtimeMs: number | null
}

/** A project with its plan. */
export interface HubProject extends Plan {
  readonly id: string
  readonly displayName: string
  readonly path: string
  readonly pinned: boolean
  readonly missing: boolean
  /** File name of the plan document. */
  readonly document: string | null
  /** Revision of the document. */
  readonly docRev: string | null
  /** `duplicate-section:<section>`: only the first one counts. */
  readonly warnings: ReadonlyArray<string>
}

/** An item that a search found. */
export interface PlanMatch {
  readonly projectId: string
  readonly projectName: string
  readonly section: SectionName
  readonly text: string
  readonly done: boolean
  readonly line: number
}

export interface PlanMatches {
  readonly matches: ReadonlyArray<PlanMatch>
  readonly truncated: boolean
}

/** What can be done to a plan document. An item is named as the page showed it. */
export type PlanEdit =
  | { readonly action: 'toggle' | 'delete'; readonly item: ItemRef }
  | {
      readonly action: 'add'
      readonly section: SectionName
      readonly text: string
      readonly meta?: Readonly<Record<string, string>>
    }
  | { readonly action: 'edit'; readonly item: ItemRef; readonly text: string }
  | { readonly action: 'move'; readonly item: ItemRef; readonly toSection: SectionName }
  | { readonly action: 'reorder'; readonly item: ItemRef; readonly toIndex: number }
  | { readonly action: 'set-version'; readonly section: 'released' | 'dev'; readonly version: string }

export interface Release {
  readonly releaseVersion: string
  readonly newDevVersion: string
  /** Markdown for the changelog; may be empty. */
  readonly narrative: string
  /** The revision that the person has seen. */
  readonly docRev: string | null
}

export interface ProjectGit {
  /** `null`: not a repository. */
  readonly status: {
    readonly branch: string
    readonly dirty: boolean
    readonly ahead: number | null
    readonly behind: number | null
  } | null
  /** Newest first, a few. */
  readonly commits: ReadonlyArray<{ readonly hash: string; readonly subject: string; readonly relDate: string }>
}

/** A folder of the machine and the folders in it. */
export interface BrowsedFolder {
  readonly path: string
  readonly entries: ReadonlyArray<{ readonly name: string; readonly path: string }>
}

/** What the project pages ask of the hub. Every call settles; none throws. */
export interface ProjectsHub {
  readonly list: () => Promise<Answer<ReadonlyArray<ProjectSummary>>>
  /** Items of all plans whose text contains it. */
  readonly search: (text: string) => Promise<Answer<PlanMatches>>
  readonly project: (id: string) => Promise<Answer<HubProject>>
  /** Answers its id. */
  readonly register: (displayName: string, path: string) => Promise<Answer<string>>
  readonly change: (
    id: string,
    change: { readonly pinned?: boolean; readonly displayName?: string; readonly before?: string | null },
  ) => Promise<Answer<HubProject>>
  readonly forget: (id: string) => Promise<Answer<void>>
  readonly edit: (id: string, edit: PlanEdit) => Promise<Answer<HubProject>>
  readonly release: (id: string, release: Release) => Promise<Answer<HubProject>>
  /** Makes ROADMAP.md the CHANGELOG.md; ideas of its backlog become cards. */
  readonly migrate: (id: string) => Promise<Answer<HubProject>>
  readonly git: (id: string) => Promise<Answer<ProjectGit>>
  /** The folders in a folder; `null` starts where the hub keeps projects. */
  readonly browse: (path: string | null, hidden: boolean) => Promise<Answer<BrowsedFolder>>
  /** Answers its path. */
  readonly makeFolder: (path: string) => Promise<Answer<string>>
}
