import Testing

@testable import Addresses

@Suite("Templates in URLs") struct URLTemplateTests {
    private static func resolved(_ url: String, site: String? = nil) throws -> String? {
        let site = try site.map { try ResolvedURL.resolve(reference: $0, against: nil) }
        return URLTemplate.resolved(url, site: URLTemplate.Site(url: site))
    }

    @Test(
        "the usual words for the site's address are known",
        arguments: [
            "{{ site.baseurl }}/img/a.png", "{{site.baseurl}}/img/a.png", "{{ site.baseurl }}img/a.png",
            "{{- site.baseurl -}}/img/a.png", "{{ site.url }}{{ site.baseurl }}/img/a.png",
            "{{ site.baseurl }}{{ '/img/a.png' }}", "{{ '/img/a.png' | relative_url }}",
            "{{'/img/a.png'|absolute_url}}", "{{ \"img/a.png\" | relative_url }}", "{{ \"/img/a.png\" | url }}",
            "{{ '/img/a.png' | prepend: site.baseurl }}",
            "{{ '/img/a.png' | prepend: site.baseurl | prepend: site.url }}",
            "{{ site.baseurl | append: '/img/a.png' }}", "{{ '/img' | relative_url }}/a.png",
            "{{ site.github.url }}/img/a.png", "{{ \"img/a.png\" | relURL }}", "{{ .Site.BaseURL }}img/a.png",
            "{{ site.url }}{{ '/img/a.png' | relative_url }}", "{{ '/img/a.png' }}",
        ])
    func usual(_ url: String) throws {
        #expect(try Self.resolved(url) == "/img/a.png")
        let onSite = try Self.resolved(url, site: "https://news.example/blog/")
        #expect(onSite == "https://news.example/blog/img/a.png" || url == "{{ '/img/a.png' }}")
        #expect(try Self.resolved(url, site: "https://news.example/") != nil)
    }

    @Test("what Ghost keeps for the site's address is that, with its path")
    func ghost() throws {
        #expect(try Self.resolved("__GHOST_URL__/content/images/a.png") == "/content/images/a.png")
        #expect(
            try Self.resolved("__GHOST_URL__/content/images/a.png", site: "https://news.example/blog/")
                == "https://news.example/blog/content/images/a.png")
        #expect(try Self.resolved("/a/__GHOST_URL__/b.png") == "/a/__GHOST_URL__/b.png")
        #expect(try Self.resolved("__GHOST_URL__x/b.png") == "__GHOST_URL__x/b.png")
        #expect(try Self.resolved("__GHOST_URL__/{{ page.slug }}.png") == nil)
    }

    @Test("the address without the site's path is that of the host")
    func origin() throws {
        #expect(
            try Self.resolved("{{ site.url }}/a.png", site: "https://news.example:8080/blog/")
                == "https://news.example:8080/a.png")
        #expect(try Self.resolved("{{ 'https://h.example/a.png' | relative_url }}") == "https://h.example/a.png")
        #expect(try Self.resolved("{{ 'a.png' | url }}", site: "https://news.example/blog/") == "a.png")
    }

    @Test(
        "what only the generator knows has no URL",
        arguments: [
            "https://img.example/{{ page.slug }}.jpg", "https://img.example/{% if x %}a{% endif %}.jpg",
            "https://img.example/${size}/a.jpg", "https://img.example/<%= size %>.jpg", "{{< ref \"a\" >}}",
            "{{% ref \"a\" %}}", "{{ page.image }}", "{{ page.image | relative_url }}", "{{ '/a.png' | resize: 300 }}",
            "/a{{ site.baseurl }}/b.png", "{{ site.baseurl }}{{ site.baseurl }}/a.png",
            "{{ site.baseurl }}{{ page.image }}", "{{ }}", "{{ 'a | b }}", "{% link a.png %}",
        ])
    func unknown(_ url: String) throws {
        #expect(try Self.resolved(url) == nil)
        #expect(try Self.resolved(url, site: "https://news.example/") == nil)
    }

    @Test(
        "braces that are no whole mark are part of the URL",
        arguments: [
            "https://img.example/{w}x{h}.jpg", "https://img.example/{{a.jpg", "https://img.example/a}}.jpg",
            "https://img.example/{%a.jpg", "https://img.example/$a{b}.jpg", "https://img.example/<%a.jpg", "",
            "https://img.example/?q=%7B%7Ba%7D%7D", "https://img.example/}}{{.jpg", "${a",
        ])
    func legal(_ url: String) throws {
        #expect(try Self.resolved(url) == url)
    }
}
