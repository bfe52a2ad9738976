"""The texts by which go and git blame the network, a proxy, the checksum database or a certificate.

They are tried last but for the user's code: whatever else is wrong comes before. Sources: cmd/go/internal/modfetch
(proxy.go, sumdb.go), cmd/go/internal/web, crypto/x509, net and net/http of Go 1.21 to 1.27; git-credential(1).
"""

from goverify.facts.failures.reading import Reading, of_host

_ASKED = r"\"https?://(?P<server>[^/\"\s]+)[^\"\n]*\": "
"""How net/http begins what it says: the method, then the address."""

OF_POLICY = (
    Reading(
        r"(?:module|checksum database) lookup disabled by GOPROXY=off|disabled by GOPROXY=off",
        "proxy-off",
        "{held} keeps go from fetching what it lacks: {quote}",
        "Or fetch the modules once with another value.",
        ("GOPROXY",),
        holds="off",
    ),
)

OF_CERTIFICATES = (
    of_host(
        r"x509: (?:failed to load system roots and no roots provided|no system roots)|system root pool is not available",
        "ca-missing",
        "this host has no certificate authorities, so go trusts no server",
        "Install the authorities that the system offers (the package ca-certificates on most Linux systems).",
        subject="the authorities",
    ),
    of_host(
        _ASKED + r"(?:tls: [\w ]+: )?x509: certificate has expired or is not yet valid(?P<why>.*)",
        "tls-expired",
        "the certificate of {server} is not valid now{why}",
        "Compare the clock of this host; if it is right, the server needs a new certificate.",
        subject="{server}",
    ),
    of_host(
        _ASKED + r"(?:tls: [\w ]+: )?x509: (?P<why>.*)",
        "tls-untrusted",
        "this host does not trust the certificate of {server}: {why}",
        "Install the authority behind it, such as that of the company's proxy, among those of the system.",
        subject="{server}",
    ),
    of_host(
        r"x509: certificate has expired or is not yet valid(?P<why>.*)",
        "tls-expired",
        "a server's certificate is not valid now{why}",
        "Compare the clock of this host; if it is right, the server needs a new certificate.",
        subject="GOPROXY",
    ),
    of_host(
        r"(?P<why>x509: .*|SSL certificate problem: .*|server certificate verification failed.*)",
        "tls-untrusted",
        "this host does not trust a server's certificate: {why}",
        "Install the authority behind it, such as that of the company's proxy, among those of the system.",
        subject="GOPROXY",
    ),
)

OF_CREDENTIALS = (
    of_host(
        r"(?m)^(?:go: )?(?P<what>[^\s@]+\.[^\s@]+)@[^\n]{1,600}:\s+(?:\w+: )?could not read (?:Username|Password) for .*",
        "vcs-credentials",
        "the repository of {what} asks for a login, which git cannot ask for here",
        "Give git a credential helper, or a token in ~/.netrc, for that server.",
        subject="{what}",
    ),
    of_host(
        r"could not read (?:Username|Password) for|terminal prompts disabled|Permission denied \(publickey"
        r"|Host key verification failed|Authentication failed for",
        "vcs-credentials",
        "a repository asks for a login that git cannot give: {quote}",
        "Give git a credential helper, a key, or a token in ~/.netrc, for that server.",
    ),
)

OF_SERVERS = (
    of_host(
        r"verifying \S+ (?P<what>[^\s@]+)@(?P<at>[^\s:/]+)(?:/go\.mod)?: .*/lookup/.*: (?:404|410)\b",
        "private-module-public",
        "the checksum database knows nothing of {what}@{at}, as is so with private modules",
        "If the module is private, put its path into GOPRIVATE.",
        subject="{what}",
    ),
    of_host(
        r"verifying \S+: (?P<why>.*/lookup/.*)|reading (?P<other>\S+/lookup/\S+: .*)|(?P<hash>checksum missing from sumdb response)",
        "sumdb-unreachable",
        "the checksum database does not vouch for a module: {why}{other}{hash}",
        "Give this machine a way to it, or name one in GOSUMDB that it can reach.",
        subject="GOSUMDB",
    ),
    of_host(
        r"proxyconnect tcp: (?P<why>.*)",
        "proxy-unreachable",
        "the web proxy that HTTPS_PROXY or HTTP_PROXY names does not answer: {why}",
        "Correct or unset HTTPS_PROXY and HTTP_PROXY; hosts that need none belong in NO_PROXY.",
        subject="GOPROXY",
    ),
    of_host(
        r"invalid character '<' looking for beginning of value|invalid response from proxy .*|(?P<page>no go-import meta tags .*)",
        "proxy-denied",
        "what answers in the module proxy's place sends something else than modules: {quote}",
        "Log in to the network, or have the address of the proxy let through.",
        subject="GOPROXY",
    ),
    of_host(
        r"reading (?P<where>\S+): (?P<why>50[234] .*)",
        "proxy-unreachable",
        "the gateway before the module proxy does not reach it: {where} answers {why}",
        "Try again later, or name another proxy in GOPROXY.",
        subject="GOPROXY",
    ),
    of_host(
        r"reading (?P<where>\S+): (?P<why>(?:5\d\d|408|425|429) .*)",
        "proxy-denied",
        "the module proxy is in trouble: {where} answers {why}",
        "Try again later, or name another proxy in GOPROXY.",
        subject="GOPROXY",
    ),
    of_host(
        r"reading (?P<where>\S+): (?P<why>4\d\d .*)|(?P<web>redirected from secure URL .*)",
        "proxy-denied",
        "the module proxy does not give what go asks it for: {where} {why}{web}",
        "Correct GOPROXY; a private module belongs in GOPRIVATE.",
        subject="GOPROXY",
    ),
    of_host(
        r"no such host|connection refused|connection reset by peer|i/o timeout|network is unreachable|no route to host"
        r"|TLS handshake timeout|context deadline exceeded|Client\.Timeout|server gave HTTP response to HTTPS client"
        r"|Could not resolve host|dial tcp: lookup|Temporary failure in name resolution|server misbehaving",
        "proxy-unreachable",
        "go does not reach the server that it asks for modules: {quote}",
        "Name a proxy in GOPROXY that this machine reaches, or HTTPS_PROXY where the network demands one.",
        subject="GOPROXY",
    ),
)

OF_THE_NETWORK: tuple[Reading, ...] = (*OF_POLICY, *OF_CERTIFICATES, *OF_CREDENTIALS, *OF_SERVERS)
