import Records
import Testing

@testable import Reminders
@testable import Store

/// A notice as people read it.
@Suite struct NoticeContentTests {
  @Test func `a plain text has a paragraph a task, and ends with a signature`() {
    let notice = SampleNotice.notice([
      SampleNotice.task("Soita\nja kirjoita"), SampleNotice.task("Lähetä", id: 8),
    ])
    #expect(
      NoticeText.text(NoticeContent(notice)) == """
        Hei Väinö Ääkkönen,

        Sinulla on tehtäviä:

        * Soita
          ja kirjoita
          Päivä: 26.11.2026 (huomenna)
          Ryhmä: Myynti/Tarjoukset
          Asiakas: Virtanen Oy, 09 123
          Kontakti: Maija <M>, ostaja, 040 1, maija@virtanen.example
          Dokumentit: tarjous.pdf

        * Lähetä
          Päivä: 26.11.2026 (huomenna)
          Ryhmä: Myynti/Tarjoukset
          Asiakas: Virtanen Oy, 09 123
          Kontakti: Maija <M>, ostaja, 040 1, maija@virtanen.example
          Dokumentit: tarjous.pdf

        \("-- ")
        Muistutuksen lähetti Mini-CRM yritykselle Acme Oy.

        """)
  }

  @Test func `a late notice begins with why`() {
    let notice = SampleNotice.notice(
      [SampleNotice.task(daysLeft: 0, isLate: true)], language: .english)
    let content = NoticeContent(notice)
    #expect(content.subject == "Late reminder: Soita Virtaselle – today 26 November 2026")
    #expect(content.introduction.count == 2 && content.introduction[0].contains("is late"))
  }

  @Test func `only a description's first line is in the subject`() {
    let content = NoticeContent(SampleNotice.notice([SampleNotice.task("Soita\nX-Evil: 1")]))
    #expect(content.subject == "Muistutus: Soita – huomenna 26.11.2026")
  }

  @Test func `no text from outside is HTML`() {
    let notice = SampleNotice.notice(
      [SampleNotice.task("<script>alert(\"1\")</script> & co")], personName: "<b>M</b>",
      companyName: "A & B")
    let html = NoticeHTML.html(NoticeContent(notice))
    #expect(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; co"))
    #expect(html.contains("&lt;b&gt;M&lt;/b&gt;") && html.contains("A &amp; B."))
    #expect(!html.contains("<script") && !html.contains("<b>"))
  }

  @Test func `the log knows a notice by ids alone`() {
    let fields = SampleNotice.notice([SampleNotice.task()]).logFields
    #expect(
      fields == [
        "notice": "41", "message-id": "<41@example.fi>", "attempt": "1", "company": "1",
        "person": "2", "planned-for": "2026-11-25T06:00:00Z", "reminders": "5",
      ])
  }
}
