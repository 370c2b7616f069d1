// Made by `tsx scripts/generate-published-actions.ts`. Do not edit.
// Names, and which are required or deprecated, are facts of the actions' own metadata, as they stand in the tables of
// actionlint 1.7.12 (https://github.com/rhysd/actionlint, MIT, Copyright (c) 2021 rhysd) and in locks of actions.

/**
 * A line for each action and one for each of its versions that differ: `versions|using|inputs|outputs`. Of inputs and
 * outputs, `*` stands for any; behind a first line they are told by what comes (`+`) and goes (`-`) since the line before.
 * `!`: required without a default. `~`: deprecated.
 */
export const publishedTable = `
8398a7/action-slack
 1 2|retired|*|*
 3||author_name cancelled_message channel custom_payload failure_message fields github_base_url github_token icon_emoji icon_url if_mention job_name mention status! success_message text username|
actions-cool/issues-helper
 1 2|retired|*|*
 3||actions assign-command assignee-includes assignees body body-includes close-issue close-reason comment-auth comment-id create-issue-if-not-exist direction duplicate-command duplicate-labels emoji exclude-issue-numbers exclude-labels inactive-day inactive-label inactive-mode issue-assignee issue-creator issue-emoji issue-mentioned issue-number issue-state label-color label-desc label-name labels lock-reason random-to remove-labels repo require-permission show-thanks state title title-excludes title-includes token update-mode|check-result comment-id comments issue-assignees issue-body issue-labels issue-number issue-state issue-title issues
actions-rs/audit-check
 1|retired|*|*
actions-rs/cargo
 1|retired|*|*
actions-rs/clippy-check
 1|retired|*|*
actions-rs/toolchain
 1|retired|*|*
actions/add-to-project
 1||github-token! label-operator labeled project-url!|itemId
actions/ai-inference
 1||enable-github-mcp endpoint file_input github-mcp-token input max-tokens model prompt prompt-file system-prompt system-prompt-file token|response response-file
 2||+custom-headers +github-mcp-toolsets +max-completion-tokens +temperature +top-p|=
actions/attest-build-provenance
 1||github-token push-to-registry show-summary subject-digest subject-name subject-path|bundle-path
 2 3||+subject-checksums|+attestation-id +attestation-url
 4||+create-storage-record +predicate +predicate-path +predicate-type|+storage-record-ids
actions/attest-sbom
 1||github-token push-to-registry sbom-path! show-summary subject-digest subject-name subject-path|bundle-path
 2 3 4||+subject-checksums|+attestation-id +attestation-url
actions/cache
 1 2 3|retired|*|*
 4||enableCrossOsArchive fail-on-cache-miss key! lookup-only path! restore-keys save-always~ upload-chunk-size|cache-hit
 5|node24|+save-always -save-always~|=
actions/cache/restore
 4 5||enableCrossOsArchive fail-on-cache-miss key! lookup-only path! restore-keys|cache-hit cache-matched-key cache-primary-key
actions/cache/save
 4 5||enableCrossOsArchive key! path! upload-chunk-size|
actions/checkout
 1 2 3|retired|*|*
 4 5 6||clean fetch-depth fetch-tags filter github-server-url lfs path persist-credentials ref repository set-safe-directory show-progress sparse-checkout sparse-checkout-cone-mode ssh-key ssh-known-hosts ssh-strict ssh-user submodules token|commit ref
 7|node24|+allow-unsafe-pr-checkout|=
actions/configure-pages
 1 2 3|retired|*|*
 4 5 6||enablement generator_config_file static_site_generator token|base_path base_url host origin
actions/create-github-app-token
 1||app-id app_id~ github-api-url owner permission-actions permission-administration permission-checks permission-codespaces permission-contents permission-dependabot-secrets permission-deployments permission-email-addresses permission-environments permission-followers permission-git-ssh-keys permission-gpg-keys permission-interaction-limits permission-issues permission-members permission-metadata permission-organization-administration permission-organization-announcement-banners permission-organization-copilot-seat-management permission-organization-custom-org-roles permission-organization-custom-properties permission-organization-custom-roles permission-organization-events permission-organization-hooks permission-organization-packages permission-organization-personal-access-token-requests permission-organization-personal-access-tokens permission-organization-plan permission-organization-projects permission-organization-secrets permission-organization-self-hosted-runners permission-organization-user-blocking permission-packages permission-pages permission-profile permission-pull-requests permission-repository-custom-properties permission-repository-hooks permission-repository-projects permission-secret-scanning-alerts permission-secrets permission-security-events permission-single-file permission-starring permission-statuses permission-team-discussions permission-vulnerability-alerts permission-workflows private-key private_key~ repositories skip-token-revoke skip_token_revoke~|app-slug installation-id token
 2 3||+app-id! +permission-custom-properties-for-organizations +permission-enterprise-custom-properties-for-organizations +private-key! -app-id -app_id~ -private-key -private_key~ -skip_token_revoke~|=
actions/delete-package-versions
 1 2 3 4|retired|*|*
 5||delete-only-pre-release-versions delete-only-untagged-versions ignore-versions min-versions-to-keep num-old-versions-to-delete owner package-name! package-type! package-version-ids token|
actions/dependency-review-action
 3|retired|*|*
 4||allow-dependencies-licenses allow-ghsas allow-licenses base-ref comment-summary-in-pr config-file deny-groups deny-licenses deny-packages external-repo-token fail-on-scopes fail-on-severity head-ref license-check repo-token retry-on-snapshot-warnings retry-on-snapshot-warnings-timeout show-openssf-scorecard show-patched-versions vulnerability-check warn-on-openssf-scorecard-level warn-only|comment-content denied-changes dependency-changes invalid-license-changes vulnerable-changes
actions/deploy-pages
 1 2|retired|*|*
 3 4 5||artifact_name error_count preview reporting_interval timeout token|page_url
actions/download-artifact
 1 2 3|retired|*|*
 4 5 6 7||artifact-ids github-token merge-multiple name path pattern repository run-id|download-path
 8|node24|+digest-mismatch +skip-decompress|=
 v3-node20||name path|=
actions/first-interaction
 1||issue-message pr-message repo-token!|
 2 3||issue_message pr_message repo_token|=
actions/github-script
 1 2 3 4 5 6|retired|*|*
 7||base-url debug github-token previews result-encoding retries retry-exempt-status-codes script! user-agent|result
 8|node24|=|=
actions/labeler
 2 3 4|retired|*|*
 5 6||configuration-path dot pr-number repo-token sync-labels|all-labels new-labels
actions/setup-dotnet
 1 2 3|retired|*|*
 4||cache cache-dependency-path config-file dotnet-quality dotnet-version global-json-file owner source-url|cache-hit dotnet-version
 5||+architecture +workloads|=
actions/setup-go
 1 2 3 4|retired|*|*
 5||architecture cache cache-dependency-path check-latest go-version go-version-file token|cache-hit go-version
 6||+go-download-base-url|=
actions/setup-java
 1 2 3|retired|*|*
 4 5||architecture cache cache-dependency-path check-latest distribution! gpg-passphrase gpg-private-key java-package java-version java-version-file jdkFile job-status mvn-toolchain-id mvn-toolchain-vendor overwrite-settings server-id server-password server-username settings-path token|cache-hit distribution path version
actions/setup-node
 1 2 3|retired|*|*
 4||always-auth architecture cache cache-dependency-path check-latest mirror mirror-token node-version node-version-file registry-url scope token|cache-hit node-version
 5||+package-manager-cache|=
 6||-always-auth|=
 7|node24|=|+cache-matched-key +cache-primary-key
actions/setup-python
 1 2 3 4|retired|*|*
 5||allow-prereleases architecture cache cache-dependency-path check-latest freethreaded python-version python-version-file token update-environment|cache-hit python-path python-version
 6||+pip-install +pip-version|=
 7|node24|-pip-install|=
actions/stale
 1 2 3 4 5 6 7 8|retired|*|*
 9||any-of-issue-labels any-of-labels any-of-pr-labels ascending close-issue-label close-issue-message close-issue-reason close-pr-label close-pr-message days-before-close days-before-issue-close days-before-issue-stale days-before-pr-close days-before-pr-stale days-before-stale debug-only delete-branch enable-statistics exempt-all-assignees exempt-all-issue-assignees exempt-all-issue-milestones exempt-all-milestones exempt-all-pr-assignees exempt-all-pr-milestones exempt-assignees exempt-draft-pr exempt-issue-assignees exempt-issue-labels exempt-issue-milestones exempt-milestones exempt-pr-assignees exempt-pr-labels exempt-pr-milestones ignore-issue-updates ignore-pr-updates ignore-updates include-only-assigned labels-to-add-when-unstale labels-to-remove-when-stale labels-to-remove-when-unstale only-issue-labels only-labels only-pr-labels operations-per-run remove-issue-stale-when-updated remove-pr-stale-when-updated remove-stale-when-updated repo-token stale-issue-label stale-issue-message stale-pr-label stale-pr-message start-date|closed-issues-prs staled-issues-prs
 10||+only-issue-types +sort-by|=
actions/upload-artifact
 1 2 3|retired|*|*
 4 5 6||compression-level if-no-files-found include-hidden-files name overwrite path! retention-days|artifact-digest artifact-id artifact-url
 7|node24|+archive|=
 v3-node20||-archive -compression-level -overwrite|
actions/upload-pages-artifact
 1 2||name path retention-days|
 3 4||=|artifact_id
anthropics/claude-code-action
 1||additional_permissions allowed_bots allowed_non_write_users anthropic_api_key assignee_trigger base_branch bot_id bot_name branch_name_template branch_prefix classify_inline_comments claude_args claude_code_oauth_token display_report exclude_comments_by_actor github_token include_comments_by_actor include_fix_links label_trigger path_to_bun_executable path_to_claude_code_executable plugin_marketplaces plugins prompt settings show_full_output ssh_signing_key track_progress trigger_phrase use_bedrock use_commit_signing use_foundry use_sticky_comment use_vertex|branch_name execution_file github_token session_id structured_output
aws-actions/configure-aws-credentials
 1 2 3|retired|*|*
 4||audience aws-access-key-id aws-region! aws-secret-access-key aws-session-token disable-retry http-proxy inline-session-policy managed-session-policies mask-aws-account-id output-credentials output-env-credentials retry-max-attempts role-chaining role-duration-seconds role-external-id role-session-name role-skip-session-tagging role-to-assume special-characters-workaround unset-current-credentials use-existing-credentials web-identity-token-file|aws-access-key-id aws-account-id aws-expiration aws-secret-access-key aws-session-token
 5||+action-timeout-s +allowed-account-ids +force-skip-oidc +no-proxy|=
 6||+transitive-tag-keys|=
azure/aks-set-context
 1 2 3|retired|*|*
 4 5||admin cluster-name! public-fqdn resource-group! resource-type subscription use-kubelogin|
azure/container-scan
 0|retired|*|*
azure/functions-action
 1||app-name! enable-oryx-build package publish-profile remote-build respect-funcignore respect-pom-xml scm-do-build-during-deployment sku slot-name|app-url package-url
azure/login
 1|retired|*|*
 2 3||allow-no-subscriptions audience auth-type client-id creds enable-AzPSSession environment subscription-id tenant-id|
bahmutov/npm-install
 1||cache-key-prefix install-command useLockFile useRollingCache working-directory|
codecov/codecov-action
 1 2 3|retired|*|*
 4||codecov_yml_path commit_parent directory disable_file_fixes disable_safe_directory disable_search dry_run env_vars exclude fail_ci_if_error file files flags git_service handle_no_reports_found job_code name network_filter network_prefix os override_branch override_build override_build_url override_commit override_pr plugin plugins report_code root_dir slug token url use_legacy_upload_endpoint use_oidc verbose version working-directory|
 5 6||+base_sha +binary +disable_telem +force +gcov_args +gcov_executable +gcov_ignore +gcov_include +recurse_submodules +report_type +run_command +skip_validation +swift_project +use_pypi -file -plugin|=
dawidd6/action-download-artifact
 2|retired|*|*
 3 5 6 7||allow_forks branch check_artifacts commit dry_run event github_token if_no_artifact_found name name_is_regexp path pr repo run_id run_number search_artifacts skip_unpack workflow workflow_conclusion workflow_search|artifacts dry_run error_message found_artifact
 8||+use_unzip|=
 9||+merge_multiple|=
 10 11 12 13 14 15 16 17 18 19||+ref|=
dawidd6/action-send-mail
 1||body! content_type from! password! server_address! server_port! subject! to! username!|
 2|retired|*|*
 3 4||attachments bcc body cc connection_url convert_markdown from! html_body ignore_cert in_reply_to nodemailerdebug nodemailerlog password priority reply_to secure server_address server_port subject! to username|
 5 6 7 8 9 10||+envelope_from +envelope_to|=
 11 12 13 14 15 16||+headers|=
dessant/lock-threads
 2 3 4|retired|*|*
 5 6||add-discussion-labels add-issue-labels add-pr-labels discussion-comment discussion-inactive-days exclude-any-discussion-labels exclude-any-issue-labels exclude-any-pr-labels exclude-discussion-closed-after exclude-discussion-closed-before exclude-discussion-closed-between exclude-discussion-created-after exclude-discussion-created-before exclude-discussion-created-between exclude-issue-closed-after exclude-issue-closed-before exclude-issue-closed-between exclude-issue-created-after exclude-issue-created-before exclude-issue-created-between exclude-pr-closed-after exclude-pr-closed-before exclude-pr-closed-between exclude-pr-created-after exclude-pr-created-before exclude-pr-created-between github-token include-all-discussion-labels include-all-issue-labels include-all-pr-labels include-any-discussion-labels include-any-issue-labels include-any-pr-labels issue-comment issue-inactive-days issue-lock-reason log-output pr-comment pr-inactive-days pr-lock-reason process-only remove-discussion-labels remove-issue-labels remove-pr-labels|discussions issues prs
docker/build-push-action
 1||add_git_labels always_pull build_args cache_froms dockerfile labels password path push registry repository!~ tag_with_ref tag_with_sha tags target username|
 2 3 4|retired|*|*
 5||add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to cgroup-parent context file github-token labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secret-envs secret-files secrets shm-size ssh tags target ulimit|digest imageid metadata
 6 7||+call|=
docker/login-action
 1 2|retired|*|*
 3 4||ecr logout password registry registry-auth scope username|
docker/metadata-action
 1 2 3 4|retired|*|*
 5 6||annotations bake-target context flavor github-token images labels sep-annotations sep-labels sep-tags tags|annotations bake-file bake-file-annotations bake-file-labels bake-file-tags json labels tag-names tags version
docker/setup-buildx-action
 1 2|retired|*|*
 3||append buildkitd-config buildkitd-config-inline buildkitd-flags cache-binary cleanup config-inline~ config~ driver driver-opts endpoint install~ keep-state name platforms use version|driver endpoint flags name nodes platforms status
 4||-config-inline~ -config~ -install~|=
docker/setup-qemu-action
 1 2|retired|*|*
 3 4||cache-image image platforms|platforms
dorny/paths-filter
 1 2|retired|*|*
 3 4||base filters! initial-fetch-depth list-files predicate-quantifier ref token working-directory|*
dtolnay/rust-toolchain
 beta nightly stable||components target targets toolchain|cachekey name
enricomi/publish-unit-test-result-action
 1||check_name check_run_annotations check_run_annotations_branch comment_mode comment_on_pr comment_title commit compare_to_earlier_commit deduplicate_classes_by_file_name event_file event_name fail_on files! github_retries github_token hide_comments ignore_runs job_summary json_file json_thousands_separator pull_request_build report_individual_runs seconds_between_github_reads seconds_between_github_writes test_changes_limit time_unit|json
 2||+action_fail +action_fail_on_inconclusive +check_run +files +github_token_actor~ +json_suite_details +json_test_case_results +junit_files~ +large_files +nunit_files~ +report_suite_logs +search_pull_requests +secondary_rate_limit_wait_seconds +ssl_verify +test_file_prefix +trx_files~ +xunit_files~ -comment_on_pr -files! -hide_comments|=
enriikke/gatsby-gh-pages-action
 2|retired|*|*
erlef/setup-beam
 1||disable_problem_matchers elixir-version github-token gleam-version hexpm-mirrors install-hex install-rebar otp-architecture otp-version rebar3-version version-file version-type|elixir-version gleam-version otp-version rebar3-version setup-beam-version
game-ci/unity-builder
 2 3|retired|*|*
 4||allowDirtyBuild androidExportType androidKeyaliasName androidKeyaliasPass androidKeystoreBase64 androidKeystoreName androidKeystorePass androidSymbolType androidTargetSdkVersion androidVersionCode awsStackName buildMethod buildName buildProfile buildsPath cacheKey cacheUnityInstallationOnMac chownFilesTo containerCpu containerHookFiles containerMemory containerRegistryImageVersion containerRegistryRepository customCommandHooks customHookFiles customImage customJob customParameters dockerCpuLimit dockerIsolationMode dockerMemoryLimit dockerWorkspacePath enableGpu gitPrivateToken githubOwner kubeConfig kubeStorageClass kubeVolume kubeVolumeSize manualExit postBuildSteps preBuildSteps projectPath providerStrategy readInputFromOverrideList readInputOverrideCommand runAsHostUser skipActivation sshAgent sshPublicKeysDirectoryPath targetPlatform unityHubVersionOnMac unityLicensingServer unityVersion version versioning watchToEnd|androidVersionCode buildVersion engineExitCode volume
github/codeql-action/analyze
 1 2|retired|*|*
 3 4||add-snippets~ category check_name checkout_path cleanup-level expect-error matrix output post-processed-sarif-path ram ref sha skip-queries threads token upload upload-database wait-for-processing|db-locations sarif-id sarif-output
github/codeql-action/autobuild
 1 2|retired|*|*
 3 4||matrix token working-directory|
github/codeql-action/init
 1 2|retired|*|*
 3 4||analysis-kinds build-mode check-run-id config config-file db-location debug debug-artifact-name debug-database-name dependency-caching external-repository-token languages matrix packs quality-queries queries ram registries setup-python-dependencies source-root threads token tools trap-caching|codeql-path codeql-version
github/super-linter
 3 4 5 6 7|||
githubocto/flat
 1 2 3|retired|*|*
golangci/golangci-lint-action
 1 2 3|retired|*|*
 4||args github-token install-mode only-new-issues skip-build-cache skip-cache skip-pkg-cache version working-directory|
 5||+annotations +cache-invalidation-interval +skip-save-cache -skip-build-cache -skip-pkg-cache|=
 6 7 8||+problem-matchers +verify -annotations|=
 9||+debug +experimental +install-only +version-file|=
google-github-actions/auth
 1|retired|*|*
 2||access_token_lifetime access_token_scopes access_token_subject audience backoff_limit~ backoff~ cleanup_credentials create_credentials_file credentials_json delegates export_environment_variables id_token_audience id_token_include_email project_id request_reason retries~ service_account token_format universe workload_identity_provider|access_token auth_token credentials_file_path id_token project_id
 3||-backoff_limit~ -backoff~ -retries~|=
google-github-actions/get-secretmanager-secrets
 1|retired|*|*
 2 3||encoding export_to_environment min_mask_length secrets! universe|*
google-github-actions/run-gemini-cli
 0||extensions gcp_access_token_scopes gcp_location gcp_project_id gcp_service_account gcp_token_format gcp_workload_identity_provider gemini_api_key gemini_cli_version gemini_debug gemini_model google_api_key prompt settings upload_artifacts use_gemini_code_assist use_pnpm use_vertex_ai workflow_name|error summary
google-github-actions/setup-gcloud
 1|retired|*|*
 2||install_components project_id skip_install skip_tool_cache version|version
 3||+cache -skip_tool_cache|=
google-github-actions/upload-cloud-storage
 1|retired|*|*
 2 3||concurrency destination! gcloudignore_path glob gzip headers parent path! predefinedAcl process_gcloudignore project_id resumable universe|uploaded
goreleaser/goreleaser-action
 1 2 3 4|retired|*|*
 5 6 7||args distribution install-only version workdir|artifacts metadata
gradle/wrapper-validation-action
 1|retired|*|*
 2 3||allow-checksums allow-snapshots min-wrapper-count|failed-wrapper
haskell/actions/setup
 1 2|retired|*|*
jamesives/github-pages-deploy-action
 4||attempt-limit branch clean clean-exclude commit-message dry-run folder! force git-config-email git-config-name repository-name silent single-commit ssh-key tag target-folder token|deployment-status
 releases/v3|retired|*|*
marvinpinto/action-automatic-releases
 latest|retired|*|*
microsoft/playwright-github-action
 1|||
mikepenz/release-changelog-builder-action
 1 2 3|retired|*|*
 4||baseUrl cache commitMode configuration configurationJson exportCache exportOnly failOnError fetchReleaseInformation fetchReviewers fetchReviews fetchViaCommits fromTag ignorePreReleases includeOpen outputFile owner path platform repo toTag token|cache categorized_prs changelog failed fromTag open_prs owner pull_requests repo toTag uncategorized_prs
 5||+mode +offlineMode|=
 6||+includeOnlyPaths|+contributors
msys2/setup-msys2
 1|retired|*|*
 2||cache install location msystem pacboy path-type platform-check-severity release update|msys2-location
ncipollo/release-action
 1||allowUpdates artifactContentType artifactErrorsFailBuild artifacts artifact~ body bodyFile commit discussionCategory draft generateReleaseNotes generateReleaseNotesPreviousTag immutableCreate makeLatest name omitBody omitBodyDuringUpdate omitDraftDuringUpdate omitName omitNameDuringUpdate omitPrereleaseDuringUpdate owner prerelease removeArtifacts replacesArtifacts repo skipIfReleaseExists tag token updateOnlyUnreleased|assets html_url id tarball_url upload_url zipball_url
nwtgck/actions-netlify
 1 2|retired|*|*
 3||alias deploy-message enable-commit-comment enable-commit-status enable-github-deployment enable-pull-request-comment fails-without-credentials functions-dir github-deployment-description github-deployment-environment github-token netlify-config-path overwrites-pull-request-comment production-branch production-deploy publish-dir!|deploy-url
octokit/graphql-action
 2 3||mediaType query! variables|data
octokit/request-action
 1|retired|*|*
 2 3||*|data headers status
openai/codex-action
 1||allow-bots allow-users codex-args codex-home codex-user codex-version effort model openai-api-key output-file output-schema output-schema-file prompt prompt-file responses-api-endpoint safety-strategy sandbox working-directory|final-message
peaceiris/actions-gh-pages
 2||commitMessage emptyCommits forceOrphan keepFiles tagMessage tagName tagOverwrite useremail username|
 3|retired|*|*
 4||allow_empty_commit cname commit_message deploy_key destination_dir disable_nojekyll enable_jekyll exclude_assets external_repository force_orphan full_commit_message github_token keep_files personal_token publish_branch publish_dir tag_message tag_name user_email user_name|
peaceiris/actions-hugo
 3||extended hugo-version|
peter-evans/create-or-update-comment
 3|retired|*|*
 4 5||append-separator body body-file body-path comment-id edit-mode issue-number reactions reactions-edit-mode repository token|comment-id
peter-evans/create-pull-request
 1 2 3 4 5|retired|*|*
 6||add-paths assignees author base body body-path branch branch-suffix commit-message committer delete-branch draft git-token labels milestone path push-to-fork reviewers signoff team-reviewers title token|pull-request-branch pull-request-head-sha pull-request-number pull-request-operation pull-request-url
 7 8||+branch-token +maintainer-can-modify +sign-commits -git-token|=
preactjs/compressed-size-action
 1|retired|*|*
 2||build-script clean-script collapse-unchanged comment-key compression cwd exclude install-script minimum-change-threshold omit-unchanged pattern repo-token show-total sort-by strip-hash use-check|
 3||+build-script! -build-script|=
pulumi/actions
 1||command!|
 2 3 4|retired|*|*
 5||always-include-summary cloud-url color command comment-on-pr comment-on-pr-number comment-on-summary config-map diff edit-pr-comment exclude-protected expect-no-changes github-token message parallel plan policyPackConfigs policyPacks pulumi-version pulumi-version-file refresh remove replace secrets-provider stack-name suppress-outputs suppress-progress target target-dependents upsert work-dir|output
 6||+continue-on-error +debug +exclude +exclude-dependents +log-flow +log-verbosity|=
pypa/gh-action-pypi-publish
 release/v1||attestations packages-dir packages_dir~ password print-hash print_hash~ repository-url repository_url~ skip-existing skip_existing~ user verbose verify-metadata verify_metadata~|
reactivecircus/android-emulator-runner
 1|retired|*|*
 2||api-level! arch avd-name channel cmake cores disable-animations disable-linux-hw-accel disable-spellchecker disk-size emulator-boot-timeout emulator-build emulator-options emulator-port enable-hw-keyboard force-avd-creation heap-size ndk pre-emulator-launch-script profile ram-size script! sdcard-path-or-size system-image-api-level target working-directory|
release-drafter/release-drafter
 5|retired|*|*
 6||commitish config-name disable-autolabeler disable-releaser footer header include-pre-releases initial-commits-since latest name prerelease prerelease-identifier publish tag version|body html_url id major_version minor_version name patch_version resolved_version tag_name upload_url
 7||+dry-run +filter-by-range +token -disable-autolabeler -disable-releaser|=
reviewdog/action-actionlint
 1||actionlint_flags fail_level fail_on_error~ filter_mode github_token level reporter reviewdog_flags tool_name|
reviewdog/action-eslint
 1||eslint_flags fail_level fail_on_error~ filter_mode github_token level node_options reporter reviewdog_flags tool_name workdir|
reviewdog/action-golangci-lint
 1||fail_on_error filter_mode github_token golangci_lint_flags level reporter reviewdog_flags tool_name workdir|
 2||+cache +fail_level +fail_on_error~ +go_version +go_version_file +golangci_lint_version +reviewdog_version -fail_on_error|=
reviewdog/action-hadolint
 1||exclude fail_level fail_on_error~ filter_mode github_token hadolint_flags hadolint_ignore include level reporter reviewdog_flags tool_name|
reviewdog/action-misspell
 1||exclude fail_level fail_on_error~ filter_mode github_token ignore level locale path pattern reporter|
reviewdog/action-rubocop
 1||fail_on_error filter_mode github_token! level reporter reviewdog_flags rubocop_extensions rubocop_flags rubocop_version skip_install tool_name use_bundler workdir|
 2||+fail_level +fail_on_error~ +github_token +only_changed -fail_on_error -github_token!|=
reviewdog/action-shellcheck
 1||check_all_files_with_shebangs exclude fail_level fail_on_error~ filter_mode github_token level path pattern reporter reviewdog_flags shellcheck_flags|
reviewdog/action-tflint
 1||fail_level fail_on_error~ filter_mode flags github_token level reporter tflint_config tflint_init tflint_rulesets tflint_target_dir tflint_version working_directory|reviewdog-return-code tflint-return-code
rhysd/action-setup-vim
 1||configure-args neovim token version|executable vim-dir
ridedott/merge-me-action
 1|retired|*|*
 2||ENABLED_FOR_MANUAL_CHANGES ENABLE_GITHUB_API_PREVIEW GITHUB_LOGIN GITHUB_TOKEN! MAXIMUM_RETRIES MERGE_METHOD PRESET|
rtcamp/action-slack-notify
 2|||
ruby/setup-ruby
 1||bundler bundler-cache cache-version ruby-version rubygems self-hosted token windows-toolchain working-directory|ruby-prefix
samkirkland/ftp-deploy-action
 4||dangerous-clean-slate dry-run exclude local-dir log-level password! port protocol security server! server-dir state-name timeout username!|
shivammathur/setup-php
 1|retired|*|*
 2||coverage extensions github-token ini-file ini-values php-version php-version-file tools|php-version
softprops/action-gh-release
 1|retired|*|*
 2||append_body body body_path discussion_category_name draft fail_on_unmatched_files files generate_release_notes make_latest name overwrite_files prerelease preserve_order previous_tag repository tag_name target_commitish token working_directory|assets id upload_url url
subosito/flutter-action
 2||architecture cache cache-key cache-path channel dry-run flutter-version flutter-version-file git-source pub-cache pub-cache-key pub-cache-path|ARCHITECTURE CACHE-HIT CACHE-KEY CACHE-PATH CHANNEL GIT_SOURCE PUB-CACHE-HIT PUB-CACHE-KEY PUB-CACHE-PATH VERSION
swatinem/rust-cache
 1|retired|*|*
 2||add-job-id-key add-rust-environment-hash-key cache-all-crates cache-bin cache-directories cache-on-failure cache-provider cache-targets cache-workspace-crates cmd-format env-vars key lookup-only prefix-key save-if shared-key workspaces|cache-hit
treosh/lighthouse-ci-action
 1 2 3 7 8 9 10|retired|*|*
 11 12||artifactName basicAuthPassword basicAuthUsername budgetPath configPath runs serverBaseUrl serverToken temporaryPublicStorage uploadArtifacts uploadExtraArgs urls|assertionResults links resultsPath
wearerequired/lint-action
 1 2|retired|*|*
`;
