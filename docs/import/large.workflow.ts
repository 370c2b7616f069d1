import {
  allNeeds,
  always,
  and,
  andThen,
  call,
  cancelled,
  choice,
  contains,
  eq,
  failure,
  firstOf,
  flag,
  format,
  fromJSON,
  fromSteps,
  gt,
  hashFiles,
  job,
  js,
  lines,
  loose,
  matrix,
  ne,
  not,
  noted,
  or,
  pwsh,
  py,
  run,
  sh,
  text,
  triggers,
  unsafeScript,
  use,
  verbatim,
  workflow,
  workflowAt,
} from "yardmaster";

const { on, github, inputs, secrets, vars, env, runner, strategy } = triggers(
  {
    push: { tags: ["v[0-9]+.[0-9]+.[0-9]+", noted("v[0-9]+.[0-9]+.[0-9]+-*", { end: "release candidates" })] },
    pull_request: { paths: [".github/workflows/release.yml", "packaging/**", "Cargo.lock"] },
    schedule: [{ cron: noted("17 3 * * 1-5", { end: "not on the hour, when everybody starts" }) }],
    workflow_dispatch: {
      note: { at: { "inputs.targets": "Only for releases that mend a single platform." } },
      inputs: {
        version: text({ description: "Version to build, without the v", required: true }),
        channel: choice(["stable", "beta", "nightly"], { description: "Where it goes", default: "beta" }),
        "dry-run": flag({ description: "Build everything, publish nothing", default: true }),
        targets: text({ description: "Targets, separated by commas (all unless given)", default: "" }),
      },
    },
  },
  {
    secrets: [
      "APPLE_CERTIFICATE",
      "APPLE_CERTIFICATE_PASSWORD",
      "GITHUB_TOKEN",
      "NPM_TOKEN",
      "CARGO_REGISTRY_TOKEN",
      "RELEASE_APP_KEY",
      "WEBSITE_TOKEN",
    ],
    vars: ["APPLE_IDENTITY", "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID", "RELEASE_APP_ID"],
    env: ["RUST_VERSION", "PYTHON_VERSION", "REGISTRY", "IMAGE"],
  },
);

const version = run(
  {
    name: "Decide on the version",
    id: "version",
    env: {
      EVENT: github.event_name,
      REF: github.ref_name,
      INPUT_VERSION: inputs.version,
      INPUT_CHANNEL: inputs.channel,
      DRY_RUN: inputs["dry-run"],
    },
    outputs: ["version", "channel", "is-release"],
  },
  sh`
    set -euo pipefail

    case "$EVENT" in
      push)
        version="\${REF#v}"
        channel=stable
        # A hyphen makes a release candidate.
        if [[ "$version" == *-* ]]; then
          channel=beta
        fi
        is_release=true
        ;;
      schedule)
        version="$(git describe --tags --abbrev=0 | sed 's/^v//')-nightly.$(date -u +%Y%m%d)"
        channel=nightly
        is_release=true
        ;;
      workflow_dispatch)
        version="$INPUT_VERSION"
        channel="$INPUT_CHANNEL"
        is_release="$([[ "$DRY_RUN" == "true" ]] && echo false || echo true)"
        ;;
      *)
        version="0.0.0-pr"
        channel=nightly
        is_release=false
        ;;
    esac

    {
      echo "version=$version"
      echo "channel=$channel"
      echo "is-release=$is_release"
    } >> "$GITHUB_OUTPUT"
    echo "### tidemark $version ($channel)" >> "$GITHUB_STEP_SUMMARY"
  `,
);

const targets = run(
  { name: "Choose targets", id: "targets", env: { WANTED: inputs.targets }, outputs: ["targets"] },
  py`
    import json
    import os

    targets = [
        {"target": "x86_64-unknown-linux-gnu", "runner": "ubuntu-24.04"},
        {"target": "aarch64-unknown-linux-gnu", "runner": "ubuntu-24.04-arm"},
        {"target": "x86_64-apple-darwin", "runner": "macos-13"},
        {"target": "aarch64-apple-darwin", "runner": "macos-15"},
    ]
    wanted = [name.strip() for name in os.environ["WANTED"].split(",") if name.strip()]
    chosen = [each for each in targets if not wanted or each["target"] in wanted]
    if not chosen:
        raise SystemExit(f"::error::None of {wanted} is a target.")

    with open(os.environ["GITHUB_OUTPUT"], "a") as output:
        output.write(f"targets={json.dumps({'include': chosen})}\n")
  `,
);

const plan = job("plan", {
  note: [
    "---------------------------------------------------------------------------",
    "What is to be built",
    "---------------------------------------------------------------------------",
  ],
  name: "Plan",
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 5,
  permissions: fromSteps,
  outputs: {
    version: version.outputs.version,
    channel: version.outputs.channel,
    "is-release": version.outputs["is-release"],
    targets: targets.outputs.targets,
  },
  steps: [
    use(
      "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
      { "fetch-depth": noted(0, { end: "git describe needs the tags" }), "persist-credentials": false },
      { name: "Checkout" },
    ),
    version,
    run(
      { name: "Check the changelog", if: and(eq(github.event_name, "push"), not(contains(github.ref_name, "-"))) },
      unsafeScript`
        if ! grep -q "^## ${version.outputs.version}" CHANGELOG.md; then
          echo "::error file=CHANGELOG.md::There is no section for ${version.outputs.version}."
          exit 1
        fi
      `,
    ),
    targets,
  ],
});

const checkout = () =>
  use(
    "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
    { "persist-credentials": false },
    { name: "Checkout" },
  );

const cacheRegistry = () =>
  use(
    "actions/cache@6849a6489940f00c2f30c0fb92c6274307ccb58a # v4.1.2",
    {
      path: lines`
        ~/.cargo/registry/index
        ~/.cargo/registry/cache
        ~/.cargo/git/db
      `,
      key: format`cargo-${runner.os}-${runner.arch}-${hashFiles("Cargo.lock")}`,
      "restore-keys": lines`
        cargo-${runner.os}-${runner.arch}-
        cargo-${runner.os}-
      `,
    },
    { name: "Cache the registry" },
  );

const lint = job("lint", {
  note: [
    "---------------------------------------------------------------------------",
    "Checks",
    "---------------------------------------------------------------------------",
  ],
  name: "Lint",
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 15,
  permissions: fromSteps,
  steps: [
    checkout(),
    run(
      { name: "Install Rust" },
      sh`
        rustup toolchain install "$RUST_VERSION" --profile minimal --component clippy,rustfmt
        rustup default "$RUST_VERSION"
      `,
    ),
    cacheRegistry(),
    run(sh`cargo fmt --all --check`),
    run(sh`cargo clippy --workspace --all-targets --locked -- -D warnings`),
    run(
      { name: "Licences" },
      sh`
        cargo install cargo-deny --version 0.16.1 --locked
        cargo deny check licenses bans sources
      `,
    ),
  ],
});

const testLegs = matrix({
  os: ["ubuntu-24.04", "ubuntu-24.04-arm", "macos-15", "windows-2022"],
  features: ["default", "full"],
  exclude: [
    noted({ os: "windows-2022", features: "full" }, "The full set needs OpenSSL, which nobody wants to build there."),
  ],
  include: [
    {
      os: "ubuntu-24.04",
      features: "full",
      name: "sanitizers",
      rustflags: "-Zsanitizer=address",
      toolchain: "nightly",
      experimental: true,
      timeout: 90,
    },
    {
      os: "ubuntu-24.04",
      features: "default",
      name: "oldest Rust",
      toolchain: noted("1.74", { end: "the minimum that Cargo.toml promises" }),
    },
  ],
});

const test = job("test", {
  needs: [plan],
  name: format`Test (${firstOf(testLegs.name, format`${testLegs.os}, ${testLegs.features}`)})`,
  "runs-on": testLegs.os,
  "timeout-minutes": firstOf(testLegs.timeout, 45),
  "continue-on-error": eq(testLegs.experimental, true),
  permissions: { contents: "read", checks: noted("write", { end: "the report of the tests" }) },
  strategy: { "fail-fast": false, "max-parallel": 6, matrix: testLegs },
  env: { RUSTFLAGS: testLegs.rustflags, FEATURES: testLegs.features },
  steps: [
    use(
      "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
      { "persist-credentials": false, submodules: "recursive" },
      { name: "Checkout" },
    ),
    run(
      { name: "Install Rust" },
      unsafeScript`
        rustup toolchain install "${firstOf(testLegs.toolchain, env.RUST_VERSION)}" --profile minimal
        rustup default "${firstOf(testLegs.toolchain, env.RUST_VERSION)}"
      `,
    ),
    cacheRegistry(),
    use("taiki-e/install-action@v2", { tool: "nextest@0.9" }, { name: "Install nextest" }),
    run(
      {
        note: { at: { run: "The linker runs out of memory without it." } },
        name: "Set up the page file",
        if: eq(runner.os, "Windows"),
      },
      pwsh`
        $drive = Get-CimInstance -ClassName Win32_LogicalDisk | Where-Object { $_.DeviceID -eq 'D:' }
        if ($null -eq $drive) {
          Write-Output "::warning::There is no drive D."
          exit 0
        }
        $system = Get-CimInstance -ClassName Win32_ComputerSystem
        $system | Set-CimInstance -Property @{ AutomaticManagedPagefile = $false }
        New-CimInstance -ClassName Win32_PageFileSetting -Property @{ Name = 'D:\pagefile.sys'; InitialSize = 8192; MaximumSize = 16384 } | Out-Null
      `,
    ),
    run({ name: "Test" }, sh`cargo nextest run --workspace --locked --features "$FEATURES" --profile ci`),
    run(
      { name: "Doc tests", if: and(not(testLegs.experimental), eq(testLegs.features, "default")) },
      sh`cargo test --doc --workspace --locked`,
    ),
    use(
      "mikepenz/action-junit-report@v5",
      {
        report_paths: "target/nextest/ci/junit.xml",
        check_name: format`Tests (${testLegs.os}, ${testLegs.features})`,
        fail_on_failure: true,
      },
      { name: "Report", if: and(not(cancelled()), ne(github.event_name, "pull_request")) },
    ),
    use(
      "actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3",
      {
        name: format`failed-${testLegs.os}-${testLegs.features}-${strategy["job-index"]}`,
        path: lines`
          target/nextest/ci
          tests/**/*.actual
        `,
        "retention-days": 3,
        "if-no-files-found": "ignore",
      },
      { name: "Keep what failed", if: failure() },
    ),
  ],
});

const integrationLegs = matrix({ postgres: [13, 15, 17] });
const integration = job("integration", {
  needs: [plan, lint],
  name: format`Integration (PostgreSQL ${integrationLegs.postgres})`,
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 30,
  permissions: fromSteps,
  container: {
    image: "rust:1.82-bookworm",
    options: "--user root --cpus 2",
    env: { PGHOST: "postgres", PGUSER: "tidemark" },
  },
  services: {
    postgres: {
      image: format`postgres:${integrationLegs.postgres}`,
      env: {
        POSTGRES_USER: "tidemark",
        POSTGRES_PASSWORD: noted("tidemark", { end: "of the tests only" }),
        POSTGRES_DB: "bridge",
      },
      options: noted(
        "--health-cmd pg_isready --health-interval 10s --health-timeout 5s --health-retries 5",
        "GitHub waits until it answers.",
      ),
    },
    minio: {
      image: "bitnami/minio:2024.11.7",
      env: { MINIO_ROOT_USER: "minio", MINIO_ROOT_PASSWORD: "minio-secret" },
      ports: ["9000:9000"],
    },
  },
  strategy: { "fail-fast": false, matrix: integrationLegs },
  steps: [
    checkout(),
    run(
      { name: "Wait for the bucket", "timeout-minutes": 2 },
      sh`
        until curl --silent --fail http://minio:9000/minio/health/live; do
          sleep 1
        done
      `,
    ),
    run(
      {
        name: "Test",
        env: {
          PGPASSWORD: "tidemark",
          S3_ENDPOINT: "http://minio:9000",
          S3_ACCESS_KEY: "minio",
          S3_SECRET_KEY: "minio-secret",
        },
      },
      sh`cargo test --locked --package tidemark-bridge -- --include-ignored --test-threads 1`,
    ),
  ],
});

const buildLegs = matrix(fromJSON<{ target: string[]; runner: string[] }>(plan.outputs.targets));
const pack = run(
  { name: "Pack", id: "pack", outputs: ["archive"] },
  unsafeScript`
    name="tidemark-$VERSION-${buildLegs.target}"
    mkdir -p "dist/$name"
    cp target/${buildLegs.target}/release/{tidemark,tidectl} "dist/$name/"
    cp README.md LICENSE CHANGELOG.md "dist/$name/"
    tar --create --gzip --directory dist --file "dist/$name.tar.gz" "$name"
    shasum -a 256 "dist/$name.tar.gz" > "dist/$name.tar.gz.sha256"
    echo "archive=dist/$name.tar.gz" >> "$GITHUB_OUTPUT"
  `,
);

const build = job("build", {
  note: [
    "---------------------------------------------------------------------------",
    "Binaries",
    "---------------------------------------------------------------------------",
  ],
  needs: [plan, lint],
  name: format`Build ${buildLegs.target}`,
  "runs-on": buildLegs.runner,
  "timeout-minutes": 60,
  permissions: fromSteps,
  strategy: { "fail-fast": false, matrix: buildLegs },
  env: { VERSION: plan.outputs.version },
  steps: [
    checkout(),
    run(
      { name: "Install Rust" },
      unsafeScript`
        rustup toolchain install "$RUST_VERSION" --profile minimal --target "${buildLegs.target}"
        rustup default "$RUST_VERSION"
      `,
    ),
    cacheRegistry(),
    run({ name: "Set the version" }, sh`cargo run --package xtask -- set-version "$VERSION"`),
    run(
      { name: "Build", env: { CARGO_PROFILE_RELEASE_LTO: "fat", CARGO_PROFILE_RELEASE_CODEGEN_UNITS: 1 } },
      unsafeScript`cargo build --release --locked --target ${buildLegs.target} --package tidemark --package tidectl`,
    ),
    run(
      {
        note: { at: { run: { end: "codesign wants a keychain of its own" } } },
        name: "Sign",
        if: and(eq(runner.os, "macOS"), eq(plan.outputs["is-release"], "true")),
        env: {
          CERTIFICATE: secrets.APPLE_CERTIFICATE,
          CERTIFICATE_PASSWORD: secrets.APPLE_CERTIFICATE_PASSWORD,
          IDENTITY: vars.APPLE_IDENTITY,
        },
      },
      unsafeScript`
        keychain="$RUNNER_TEMP/release.keychain"
        password="$(openssl rand -hex 16)"
        security create-keychain -p "$password" "$keychain"
        security set-keychain-settings -lut 3600 "$keychain"
        security unlock-keychain -p "$password" "$keychain"
        echo "$CERTIFICATE" | base64 --decode > "$RUNNER_TEMP/certificate.p12"
        security import "$RUNNER_TEMP/certificate.p12" -P "$CERTIFICATE_PASSWORD" -A -t cert -f pkcs12 -k "$keychain"
        security list-keychain -d user -s "$keychain"
        for binary in tidemark tidectl; do
          codesign --sign "$IDENTITY" --timestamp --options runtime "target/${buildLegs.target}/release/$binary"
        done
      `,
    ),
    pack,
    use(
      "actions/attest-build-provenance@ef244123eb79f2f7a7e75d99086184180e6d0018 # v1.4.4",
      { "subject-path": pack.outputs.archive },
      { name: "Attest", if: eq(plan.outputs["is-release"], "true") },
    ),
    use(
      "actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3",
      {
        name: format`binary-${buildLegs.target}`,
        path: "dist/*.tar.gz*",
        "if-no-files-found": "error",
        "retention-days": 7,
      },
      { name: "Upload" },
    ),
  ],
});

const windowsLegs = matrix({
  arch: ["x64", "arm64"],
  include: [
    { arch: "x64", target: "x86_64-pc-windows-msvc" },
    { arch: "arm64", target: "aarch64-pc-windows-msvc" },
  ],
});

const windows = job("windows", {
  needs: [plan, lint],
  name: format`Build the installer (${windowsLegs.arch})`,
  "runs-on": "windows-2022",
  "timeout-minutes": 75,
  permissions: { contents: "read", "id-token": noted("write", { end: "for the signing service" }) },
  environment: { name: "signing" },
  strategy: { matrix: windowsLegs },
  defaults: { run: { shell: "pwsh" } },
  env: { VERSION: plan.outputs.version },
  steps: [
    checkout(),
    run(
      { name: "Install Rust", shell: "bash" },
      unsafeScript`
        rustup toolchain install "$RUST_VERSION" --profile minimal --target "${windowsLegs.target}"
        rustup default "$RUST_VERSION"
      `,
    ),
    cacheRegistry(),
    run(
      { name: "Build" },
      unsafeScript`cargo build --release --locked --target ${windowsLegs.target} --package tidemark --package tidectl`,
    ),
    run(
      { name: "Make the installer" },
      unsafeScript`
        $ErrorActionPreference = 'Stop'
        # WiX takes numbers only: 1.2.3-beta.4 becomes 1.2.3.
        $numbers = ($env:VERSION -split '-')[0]
        New-Item -ItemType Directory -Force -Path dist | Out-Null
        dotnet tool install --global wix --version 5.0.2
        wix build packaging\windows\tidemark.wxs \`
          -arch ${windowsLegs.arch} \`
          -d Version=$numbers \`
          -d Binaries=target\\${windowsLegs.target}\release \`
          -out "dist\tidemark-$env:VERSION-${windowsLegs.arch}.msi"
        if ($LASTEXITCODE -ne 0) { throw "wix failed with $LASTEXITCODE" }
      `,
    ),
    use(
      "azure/login@v2",
      {
        "client-id": vars.AZURE_CLIENT_ID,
        "tenant-id": vars.AZURE_TENANT_ID,
        "subscription-id": vars.AZURE_SUBSCRIPTION_ID,
      },
      { name: "Log in to Azure", if: eq(plan.outputs["is-release"], "true") },
    ),
    use(
      "azure/trusted-signing-action@v0",
      {
        endpoint: "https://weu.codesigning.azure.net/",
        "trusted-signing-account-name": "tidemark",
        "certificate-profile-name": "release",
        "files-folder": "dist",
        "files-folder-filter": "msi",
        "file-digest": "SHA256",
      },
      { name: "Sign", if: eq(plan.outputs["is-release"], "true") },
    ),
    run(
      { name: "Try it", if: eq(windowsLegs.arch, "x64") },
      verbatim`
        $installer = Get-ChildItem dist\*.msi | Select-Object -First 1
        $process = Start-Process msiexec -ArgumentList '/i', $installer.FullName, '/qn' -Wait -PassThru
        if ($process.ExitCode -ne 0) {
          throw "msiexec failed with $($process.ExitCode)"
        }
        & "$env:ProgramFiles\tidemark\tidectl.exe" --version
      `,
    ),
    use(
      "actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3",
      {
        name: format`installer-${windowsLegs.arch}`,
        path: "dist/*.msi",
        "if-no-files-found": "error",
        "retention-days": 7,
      },
      { name: "Upload" },
    ),
  ],
});

const packagesLegs = matrix({
  include: [
    { distribution: "debian", image: "debian:12", format: "deb" },
    { distribution: "ubuntu", image: "ubuntu:24.04", format: "deb" },
    { distribution: "fedora", image: "fedora:41", format: "rpm" },
  ],
});

const packages = job("packages", {
  needs: [plan, build],
  name: format`Package for ${packagesLegs.distribution}`,
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 20,
  permissions: fromSteps,
  strategy: { matrix: packagesLegs },
  container: packagesLegs.image,
  steps: [
    checkout(),
    use(
      "actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16 # v4.1.8",
      { name: "binary-x86_64-unknown-linux-gnu", path: "dist" },
      { name: "Download" },
    ),
    run(
      { name: "Install what packs", shell: "sh" },
      unsafeScript`
        if [ "${packagesLegs.format}" = deb ]; then
          apt-get update
          apt-get install --yes --no-install-recommends dpkg-dev debhelper
        else
          dnf install --assumeyes rpm-build
        fi
      `,
    ),
    run(
      { name: "Pack", shell: "sh" },
      unsafeScript`./packaging/linux/pack.sh ${packagesLegs.format} "${plan.outputs.version}" dist`,
    ),
    use(
      "actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3",
      {
        name: format`package-${packagesLegs.distribution}`,
        path: lines`
          dist/*.deb
          dist/*.rpm
        `,
        "retention-days": 7,
      },
      { name: "Upload" },
    ),
  ],
});

const wheelsLegs = matrix({
  platform: [
    { name: "linux", runner: "ubuntu-24.04", target: "x86_64", manylinux: "2_28" },
    { name: "linux-arm", runner: "ubuntu-24.04-arm", target: "aarch64", manylinux: "2_28" },
    { name: "macos", runner: "macos-15", target: "universal2-apple-darwin", manylinux: "off" },
    { name: "windows", runner: "windows-2022", target: "x64", manylinux: "off" },
  ],
});

const wheels = job("wheels", {
  note: [
    "---------------------------------------------------------------------------",
    "Clients",
    "---------------------------------------------------------------------------",
  ],
  needs: [plan],
  name: format`Wheels (${wheelsLegs.platform.name})`,
  "runs-on": wheelsLegs.platform.runner,
  "timeout-minutes": 40,
  permissions: { contents: "read" },
  strategy: { "fail-fast": false, matrix: wheelsLegs },
  steps: [
    checkout(),
    use(
      "actions/setup-python@0b93645e9fea7318ecaed2b359559ac225c90a2b # v5.3.0",
      {
        "python-version": env.PYTHON_VERSION,
        cache: "pip",
        "cache-dependency-path": "clients/python/requirements*.txt",
      },
      { name: "Install Python" },
    ),
    use(
      "PyO3/maturin-action@v1",
      {
        command: "build",
        target: wheelsLegs.platform.target,
        manylinux: wheelsLegs.platform.manylinux,
        args: "--release --locked --out dist --manifest-path clients/python/Cargo.toml",
        sccache: true,
      },
      { name: "Build" },
    ),
    run(
      { name: "Try it", if: noted(ne(wheelsLegs.platform.name, "linux-arm"), { end: "no numpy for it yet" }) },
      sh`
        python -m pip install --find-links dist tidemark --no-index
        python - <<'PYTHON'
        import tidemark

        with tidemark.connect(":memory:") as store:
            store.write("sensor", [(0, 1.0), (1, 2.0)])
            assert store.read("sensor").sum() == 3.0
        PYTHON
      `,
    ),
    use(
      "actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3",
      { name: format`wheel-${wheelsLegs.platform.name}`, path: "dist/*.whl", "retention-days": 7 },
      { name: "Upload" },
    ),
  ],
});

const nodeClient = job("node-client", {
  name: "Node client",
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 20,
  permissions: fromSteps,
  defaults: { run: { "working-directory": "clients/node" } },
  steps: [
    checkout(),
    use(
      "actions/setup-node@39370e3970a6d050c480ffad4ff0ed4d3fdee5af # v4.1.0",
      {
        "node-version-file": "clients/node/.nvmrc",
        cache: "npm",
        "cache-dependency-path": "clients/node/package-lock.json",
      },
      { name: "Install Node" },
    ),
    run(sh`npm ci --ignore-scripts`),
    run({ env: { VERSION: plan.outputs.version } }, sh`npm version --no-git-tag-version "$VERSION"`),
    run(sh`npm run build`),
    run(sh`npm test`),
    run({ name: "Pack" }, sh`npm pack --pack-destination dist`),
    use(
      "actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3",
      { name: "node-client", path: "clients/node/dist/*.tgz", "retention-days": 7 },
      { name: "Upload" },
    ),
  ],
});

const imageLegs = matrix({ variant: ["debian", "alpine"] });
const meta = use(
  "docker/metadata-action@v5",
  {
    images: env.IMAGE,
    flavor: lines`
      latest=false
      suffix=${firstOf(andThen(ne(imageLegs.variant, "debian"), format`-${imageLegs.variant}`), "")}
    `,
    tags: lines`
      type=raw,value=${plan.outputs.version}
      type=raw,value=${plan.outputs.channel}
      # \`latest\` is what people get who ask for nothing.
      type=raw,value=latest,enable=${eq(plan.outputs.channel, "stable")}
    `,
  },
  { name: "Tags and labels", id: "meta", outputs: ["tags", "labels"] },
);

const push = use(
  "docker/build-push-action@4f58ea79222b3b9dc2c8bbdd6debcef730109a75 # v6.9.0",
  {
    context: ".",
    file: format`packaging/docker/${imageLegs.variant}.Dockerfile`,
    platforms: "linux/amd64,linux/arm64",
    push: eq(plan.outputs["is-release"], "true"),
    tags: meta.outputs.tags,
    labels: meta.outputs.labels,
    "build-args": lines`
      VERSION=${plan.outputs.version}
      REVISION=${github.sha}
    `,
    "cache-from": format`type=gha,scope=${imageLegs.variant}`,
    "cache-to": format`type=gha,mode=max,scope=${imageLegs.variant}`,
    provenance: "mode=max",
  },
  { name: "Build", id: "push", outputs: ["digest"] },
);

const image = job("image", {
  note: [
    "---------------------------------------------------------------------------",
    "Images",
    "---------------------------------------------------------------------------",
  ],
  needs: [plan, build],
  name: format`Image (${imageLegs.variant})`,
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 45,
  permissions: { contents: "read", packages: "write", "id-token": "write" },
  outputs: { digest: push.outputs.digest },
  outputsOfLastLeg: true,
  strategy: { matrix: imageLegs },
  env: {
    OCI_VENDOR: "Tidemark",
    OCI_LICENSES: "Apache-2.0",
    OCI_SOURCE: format`https://github.com/${github.repository}`,
  },
  steps: [
    checkout(),
    use(
      "actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16 # v4.1.8",
      { pattern: "binary-*-linux-gnu", path: "dist", "merge-multiple": true },
      { name: "Download" },
    ),
    use("docker/setup-qemu-action@v3", { platforms: "arm64" }, { name: "Set up QEMU" }),
    use("docker/setup-buildx-action@c47758b77c9736f4b2ef4073d4d51994fabfe349 # v3.7.1", {}, { name: "Set up Buildx" }),
    use(
      "docker/login-action@9780b0c442fbb1117ed29e0efdff1e18412f7567 # v3.3.0",
      { registry: env.REGISTRY, username: github.actor, password: secrets.GITHUB_TOKEN },
      { name: "Log in", if: eq(plan.outputs["is-release"], "true") },
    ),
    meta,
    push,
    run(
      { name: "Sign", if: eq(plan.outputs["is-release"], "true"), env: { DIGEST: push.outputs.digest } },
      sh`cosign sign --yes "$IMAGE@$DIGEST"`,
    ),
  ],
});

const scanImage = workflowAt("tidemark-db/.github/.github/workflows/scan-image.yml@v3");
const scan = call("scan", scanImage, {
  needs: [plan, image],
  name: "Scan the image",
  if: eq(plan.outputs["is-release"], "true"),
  permissions: { contents: "read", "security-events": "write" },
  with: {
    image: "ghcr.io/tidemark-db/tidemark",
    digest: image.outputs.digest,
    severity: "HIGH,CRITICAL",
    fail: eq(plan.outputs.channel, "stable"),
  },
  secrets: { "registry-token": secrets.GITHUB_TOKEN },
});

const measure = run(
  { name: "Measure", id: "measure", outputs: ["median", "limit"] },
  sh`
    tar --extract --gzip --strip-components 1 --directory "$RUNNER_TEMP" --file dist/*.tar.gz
    ./benchmarks/run.sh --binary "$RUNNER_TEMP/tidemark" \
      --dataset "$DATASET" \
      --warmup "$WARMUP_SECONDS" \
      --measure "$MEASURE_SECONDS" \
      --output results.json
    echo "median=$(jq .median results.json)" >> "$GITHUB_OUTPUT"
    echo "limit=$(jq .limit benchmarks/limits.json)" >> "$GITHUB_OUTPUT"
  `,
);

const benchmarks = job("benchmarks", {
  needs: [plan, build],
  name: "Benchmarks",
  if: or(
    eq(github.event_name, "schedule"),
    and(eq(github.event_name, "workflow_dispatch"), eq(inputs.channel, "nightly")),
  ),
  "runs-on": ["self-hosted", "linux", "benchmark"],
  "timeout-minutes": 120,
  concurrency: noted("benchmarks", { end: "there is one machine" }),
  permissions: { contents: "read" },
  env: { WARMUP_SECONDS: 30, MEASURE_SECONDS: 300, DATASET: "iot-2024" },
  steps: [
    checkout(),
    use(
      "actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16 # v4.1.8",
      { name: "binary-x86_64-unknown-linux-gnu", path: "dist" },
      { name: "Download" },
    ),
    measure,
    use(
      "actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea # v7.0.1",
      {
        script: unsafeScript`
          const { data: issues } = await github.rest.issues.listForRepo({
            ...context.repo,
            labels: "performance",
            state: "open",
          });
          const body = \`The nightly of \${new Date().toISOString().slice(0, 10)} took ${measure.outputs.median} ms.\`;
          if (issues.length > 0) {
            await github.rest.issues.createComment({ ...context.repo, issue_number: issues[0].number, body });
          } else {
            core.setFailed(body);
          }
        `,
      },
      { name: "Compare", if: gt(loose(fromJSON(measure.outputs.median)), loose(fromJSON(measure.outputs.limit))) },
    ),
    use(
      "actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3",
      { name: "benchmarks", path: "results.json" },
      { name: "Keep the results", if: always() },
    ),
  ],
});

const releaseStep = run(
  {
    name: "Create the draft",
    id: "release",
    env: { GH_TOKEN: github.token, VERSION: plan.outputs.version, PRERELEASE: ne(plan.outputs.channel, "stable") },
    outputs: ["id", "url"],
  },
  sh`
    gh release create "v$VERSION" \
      --draft \
      --prerelease="$PRERELEASE" \
      --title "tidemark $VERSION" \
      --notes-file notes.md \
      --verify-tag
    gh release upload "v$VERSION" dist/*
    gh release view "v$VERSION" --json databaseId,url \
      --jq '"id=\(.databaseId)\nurl=\(.url)"' >> "$GITHUB_OUTPUT"
  `,
);

const draft = job("draft", {
  note: [
    "---------------------------------------------------------------------------",
    "Publishing. Nothing below runs for pull requests and rehearsals.",
    "---------------------------------------------------------------------------",
  ],
  needs: [plan, test, integration, build, windows, packages],
  name: "Draft the release",
  if: and(eq(plan.outputs["is-release"], "true"), eq(github.event_name, "push")),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 10,
  permissions: { contents: "write" },
  outputs: { id: releaseStep.outputs.id, url: releaseStep.outputs.url },
  steps: [
    checkout(),
    use(
      "actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16 # v4.1.8",
      { path: "dist", "merge-multiple": true },
      { name: "Download everything" },
    ),
    run(
      { name: "Notes", id: "notes", env: { VERSION: plan.outputs.version } },
      sh`
        awk -v version="$VERSION" '
          $0 ~ "^## " version { found = 1; next }
          found && /^## / { exit }
          found { print }
        ' CHANGELOG.md > notes.md
        test -s notes.md
      `,
    ),
    releaseStep,
  ],
});

const pypi = job("pypi", {
  needs: [plan, wheels, draft],
  name: "Publish the wheels",
  if: eq(plan.outputs.channel, "stable"),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 15,
  permissions: { "id-token": noted("write", { end: "trusted publishing" }) },
  environment: { name: "pypi", url: format`https://pypi.org/project/tidemark/${plan.outputs.version}/` },
  steps: [
    use(
      "actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16 # v4.1.8",
      { pattern: "wheel-*", path: "dist", "merge-multiple": true },
      { name: "Download" },
    ),
    use("pypa/gh-action-pypi-publish@release/v1", {
      "print-hash": true,
      "skip-existing": noted(true, { end: "so that a second attempt works" }),
    }),
  ],
});

const npm = job("npm", {
  needs: [plan, nodeClient, draft],
  name: "Publish the Node client",
  if: eq(plan.outputs.channel, "stable"),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 15,
  permissions: { contents: "read", "id-token": noted("write", { end: "provenance" }) },
  environment: { name: "npm", url: "https://www.npmjs.com/package/@tidemark/client" },
  steps: [
    use(
      "actions/setup-node@39370e3970a6d050c480ffad4ff0ed4d3fdee5af # v4.1.0",
      { "node-version": 22, "registry-url": "https://npm.example.com" },
      { name: "Install Node" },
    ),
    use(
      "actions/download-artifact@fa0a91b85d4f404e444e00e005971372dc801d16 # v4.1.8",
      { name: "node-client", path: "dist" },
      { name: "Download" },
    ),
    run({ env: { NODE_AUTH_TOKEN: secrets.NPM_TOKEN } }, sh`npm publish dist/*.tgz --provenance --access public`),
  ],
});

const crates = job("crates", {
  needs: [plan, draft],
  name: "Publish the crates",
  if: eq(plan.outputs.channel, "stable"),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 30,
  environment: "crates-io",
  permissions: fromSteps,
  strategy: {
    "max-parallel": 1,
    matrix: {
      crate: noted(
        ["tidemark-types", "tidemark-storage", "tidemark-query", "tidemark"],
        "In the order of their dependencies.",
      ),
    },
  },
  steps: ({ matrix }) => [
    checkout(),
    run(
      { name: "Install Rust" },
      sh`
        rustup toolchain install "$RUST_VERSION" --profile minimal
        rustup default "$RUST_VERSION"
      `,
    ),
    run(
      {
        name: "Publish",
        env: { CRATE: matrix.crate, VERSION: plan.outputs.version, CARGO_REGISTRY_TOKEN: secrets.CARGO_REGISTRY_TOKEN },
      },
      sh`
        published="$(curl --silent "https://crates.io/api/v1/crates/$CRATE" | jq --raw-output .crate.max_version)"
        if [[ "$published" == "$VERSION" ]]; then
          echo "$CRATE $VERSION is there already."
          exit 0
        fi
        cargo publish --locked --package "$CRATE"
      `,
    ),
  ],
});

const token = use(
  "actions/create-github-app-token@v1",
  { "app-id": vars.RELEASE_APP_ID, "private-key": secrets.RELEASE_APP_KEY, repositories: "homebrew-tap" },
  { name: "Token", id: "token", outputs: ["token"] },
);

const homebrew = job("homebrew", {
  needs: [plan, draft],
  name: "Update the tap",
  if: eq(plan.outputs.channel, "stable"),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 10,
  permissions: fromSteps,
  steps: [
    token,
    use(
      "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
      { repository: "tidemark-db/homebrew-tap", token: token.outputs.token, path: "tap", "persist-credentials": true },
      { name: "Checkout the tap" },
    ),
    run(
      { name: "Update the formula", "working-directory": "tap", env: { VERSION: plan.outputs.version } },
      sh`
        ./update.sh tidemark "$VERSION"
        git config user.name 'tidemark-release[bot]'
        git config user.email 'release@tidemark.example'
        git commit --all --message "tidemark $VERSION"
        git push
      `,
    ),
  ],
});

const release = job("release", {
  note: [
    "---------------------------------------------------------------------------",
    "At the end",
    "---------------------------------------------------------------------------",
  ],
  needs: [plan, draft, image, pypi, npm, crates],
  name: "Release",
  if: and(not(cancelled()), eq(draft.result, "success"), not(contains(allNeeds.result, "failure"))),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 5,
  permissions: { contents: "write" },
  environment: { name: "production", url: draft.outputs.url },
  steps: [
    run(
      {
        name: "Publish the draft",
        env: { GH_TOKEN: github.token, VERSION: plan.outputs.version, LATEST: eq(plan.outputs.channel, "stable") },
      },
      sh`gh release edit "v$VERSION" --draft=false --latest="$LATEST" --repo "$GITHUB_REPOSITORY"`,
    ),
  ],
});

const website = job("website", {
  needs: [plan, draft, release],
  name: "Update the website",
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 10,
  permissions: {},
  environment: { name: "production", url: draft.outputs.url },
  steps: [
    use(
      "actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea # v7.0.1",
      {
        "github-token": secrets.WEBSITE_TOKEN,
        script: js`
          await github.rest.actions.createWorkflowDispatch({
            owner: "tidemark-db",
            repo: "website",
            workflow_id: "deploy.yml",
            ref: "main",
            inputs: { version: process.env.VERSION },
          });
        `,
      },
      { name: "Start its workflow", env: { VERSION: plan.outputs.version } },
    ),
  ],
});

const cleanUp = job("clean-up", {
  needs: [plan, draft, release],
  name: "Clean up",
  if: noted(
    and(always(), eq(draft.result, "success"), eq(release.result, "failure")),
    "Drafts that nobody published stay for a day, so that somebody can look.",
  ),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 5,
  permissions: { contents: "write", issues: "write" },
  steps: [
    run(
      {
        name: "Mark the draft",
        "continue-on-error": true,
        env: { GH_TOKEN: github.token, GH_REPO: github.repository },
      },
      unsafeScript`gh release edit "v${plan.outputs.version}" --title "FAILED ${plan.outputs.version}"`,
    ),
    use(
      "actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea # v7.0.1",
      {
        script: unsafeScript`
          const run = \`\${context.serverUrl}/\${context.repo.owner}/\${context.repo.repo}/actions/runs/\${context.runId}\`;
          await github.rest.issues.create({
            ...context.repo,
            title: "The release of ${plan.outputs.version} failed",
            body: \`See \${run}\`,
            labels: ["release"],
          });
        `,
      },
      { name: "Open an issue" },
    ),
  ],
});

const notifyWorkflow = workflowAt("tidemark-db/.github/.github/workflows/notify.yml@v3");
const notify = call("notify", notifyWorkflow, {
  needs: [plan, release, cleanUp],
  name: "Tell the channel",
  if: and(always(), eq(plan.outputs["is-release"], "true")),
  permissions: {},
  with: {
    channel: "#releases",
    text: format`tidemark ${plan.outputs.version} ${firstOf(andThen(eq(release.result, "success"), "is out"), "failed")}`,
  },
  secrets: "inherit",
});

const passed = job("passed", {
  note: "Branch protection asks for this one only.",
  needs: [lint, test, integration, build, windows, packages, wheels, nodeClient, image],
  if: always(),
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 2,
  permissions: {},
  steps: [run({ if: or(contains(allNeeds.result, "failure"), contains(allNeeds.result, "cancelled")) }, sh`exit 1`)],
});

export const large = workflow("large", {
  header: [
    "The release pipeline of tidemark: a time series store in Rust, with clients for Python and Node, a Windows installer, container images",
    "and packages for Debian and Fedora.",
    "",
    "Three ways to start it:",
    "  * a tag `v1.2.3` makes a release",
    "  * a schedule makes a nightly build",
    "  * somebody starts it by hand, usually as a rehearsal (`dry-run`)",
    "",
    "See RELEASING.md before you change anything below `publish`.",
  ],
  name: "Release",
  "run-name": firstOf(
    andThen(eq(github.event_name, "schedule"), "Nightly"),
    andThen(eq(github.event_name, "workflow_dispatch"), format`Rehearsal of ${inputs.version}`),
    github.ref_name,
  ),
  on,
  concurrency: noted(
    {
      group: format`release-${firstOf(github.event.pull_request.number, github.ref)}`,
      "cancel-in-progress": eq(github.event_name, "pull_request"),
    },
    "Releases wait for each other, a pull request has one run only.",
  ),
  permissions: {},
  defaults: { run: { shell: "bash" } },
  env: {
    CARGO_TERM_COLOR: "always",
    CARGO_INCREMENTAL: 0,
    CARGO_NET_RETRY: 10,
    RUST_BACKTRACE: "short",
    RUSTUP_MAX_RETRIES: 10,
    RUST_VERSION: noted("1.82", "Keep in step with rust-toolchain.toml."),
    PYTHON_VERSION: "3.10",
    REGISTRY: "ghcr.io",
    IMAGE: "ghcr.io/tidemark-db/tidemark",
  },
  jobs: [
    plan,
    lint,
    test,
    integration,
    build,
    windows,
    packages,
    wheels,
    nodeClient,
    image,
    scan,
    benchmarks,
    draft,
    pypi,
    npm,
    crates,
    homebrew,
    release,
    website,
    cleanUp,
    notify,
    passed,
  ],
});
