/** What `yardmaster` exports: someone who edits a module may import any of it. */
export const languageNames: ReadonlySet<string> = new Set(
  `addPath allNeeds allowedActions allowedTriggers always and andThen appendSummary at background cacheModeOfCalls call
  cancel cancelled choice collectDocuments compositeAction contains context diagnostics dispatchableWorkflow dockerAction
  documentedPermissions each endsWith environment eq failure firstOf flag forbiddenActions forbiddenTriggers format
  fromJSON fromRepository fromSelf fromSteps ge gt hashFiles ignoring job jobTimeouts join js latestOnly le
  limitedAppTokens lines localWorkflow lockedImage loose lt matrix namedWorkflows ne noInheritedSecrets
  noLatestContainers noPersistedCredentials noReadAll noSecretsInJobEnv noSecretsInWorkflowEnv noWriteAll nodeAction not
  noted number oneOf or parallel pinnedActions policy pwsh py queueAll raw remoteWorkflow repositoryDispatch
  requireConcurrency requirePermissions requiredActions requiredCheck run scriptFile secretReaders secretsInEnvironments
  serial setOutput setVariable sh startsWith stepUnit success taskTable text timeZone toJSON triggers unsafeScript use
  useAction useDocker useFolder useLocal verbatim wait waitAll when workflow workflowAt workflowDiagram`.split(/\s+/),
);

/** What `triggers(…)` and the function around a job's steps give, as modules call it. */
export const contextNames: ReadonlySet<string> = new Set(
  "on github inputs secrets vars env runner current strategy matrix steps needs".split(" "),
);

/** Words that are no identifiers of a module, globals that linters let nobody shadow, and what bundlers give a module. */
export const javascriptNames: ReadonlySet<string> = new Set(
  `arguments async await break case catch class const constructor continue debugger decodeURI decodeURIComponent default
  delete do else encodeURI encodeURIComponent enum escape eval export exports extends false finally for function global
  globalThis hasOwnProperty if implements import in instanceof interface isFinite isNaN isPrototypeOf let module new null
  package parseFloat parseInt private process propertyIsEnumerable protected public require return static super switch
  this throw toLocaleString toString true try typeof undefined unescape valueOf var void while with yield`.split(/\s+/),
);
