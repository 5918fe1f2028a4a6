import { ContainerModule } from 'inversify'
import { makeRepo, type RepoFeature } from '../../application/repo/repo-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { files, locateSession: locate, repoHistory: history, repoWatch, feed, clock, repo } = T

export const repoModule = new ContainerModule((options) => {
  provide(options, repo, makeRepo, { files, locate, history, repoWatch, feed, clock })
  provide(options, T.repoSummaries, (deps: { repo: RepoFeature }) => deps.repo.repoSummaries, { repo })
})
