#include "audit/helpers.h"
#include "quoteledger/audit/speech.h"
#include "quoteledger/write/audit_writer.h"

BOOST_AUTO_TEST_SUITE(audit)
BOOST_AUTO_TEST_SUITE(transcripts)

using namespace audit_tests;

namespace {

constexpr std::string_view kSubRip =
    "1\r\n00:00:01,000 --> 00:00:03,500\r\nThe late ferry is the on-\r\nly one we have,\r\n\r\n"
    "2\r\n00:01:03,700 --> 00:01:06,000\r\n<i>and</i> we shall keep it.\r\n";

constexpr std::string_view kTalk =
    "HOST: Good morning to you all.\n\nHOLM: The ice came early that year.\n\nHOST: And then it "
    "left again?\n\n"
    "HOLM: It left when it\nwas ready to leave.\n";

}  // namespace

BOOST_AUTO_TEST_CASE(words_are_joined_across_cues) {
  const quoteledger::Finding finding =
      checked(kSubRip, "“the only one we have, and we shall keep it”", {}, "council.srt");
  BOOST_TEST(verdict_name(finding.verdict) == "verbatim_typography");
  const quoteledger::Place& place = finding.places.at(0);
  BOOST_TEST(place.time.value() == 1000U);
  BOOST_TEST(place.time_end.value() == 66000U);
  BOOST_TEST(quoteledger::clock_time(*place.time_end) == "00:01:06.000");
  BOOST_TEST(place.line == 3U);
  BOOST_TEST(place.text == "the on- ly one we have, and we shall keep it");
}

BOOST_AUTO_TEST_CASE(numbers_and_times_are_no_speech) {
  BOOST_TEST(verdict_name(checked(kSubRip, "“00 01 03 700”", {}, "council.srt").verdict) ==
             "not_found");
}

BOOST_AUTO_TEST_CASE(voices_of_webvtt) {
  const std::string_view text =
      "WEBVTT - council\n\nNOTE nobody says this here\n\n00:01.000 --> 00:02.000 line:0\n<v Ida "
      "Brandt>We have counted the boats</v>\n"
      "<v.loud Jonas Alder>and they are fewer every year</v>\n";
  const auto speech = quoteledger::audit_detail::find_speech(text);
  BOOST_TEST(speech.speakers.size() == 2U);
  BOOST_TEST(
      verdict_name(checked(text, "“they are fewer every year”", "Jonas Alder", "a.vtt").verdict) ==
      "verbatim");
  BOOST_TEST(
      verdict_name(checked(text, "“they are fewer every year”", "Ida Brandt", "a.vtt").verdict) ==
      "misattributed");
  BOOST_TEST(verdict_name(checked(text, "“nobody says this here”", {}, "a.vtt").verdict) ==
             "not_found");
}

BOOST_AUTO_TEST_CASE(references_of_webvtt) {
  const std::string source =
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Lamb &amp; Sons>The ferry &amp; the boats don&#39;t "
      "run&nbsp;on\nSundays, &lrm;caf&#xE9; &lt;i&gt; or &bogus; --&gt; not.</v>\n\n00:03.000 --> "
      "00:04.000\n<v Ida Brandt>We have counted them\n";
  const auto told = [&](std::string_view quote) { return checked(source, quote, {}, "a.vtt"); };
  // The line end counts as a blank, the no-break space is another one.
  BOOST_TEST(verdict_name(told("“The ferry & the boats don't run on Sundays”").verdict) ==
             "verbatim_typography");
  const quoteledger::Finding finding = told("“The ferry & the boats don't run\u00A0on Sundays”");
  BOOST_TEST(verdict_name(finding.verdict) == "verbatim");
  const quoteledger::Place& place = finding.places.at(0);
  BOOST_TEST(place.text == "The ferry & the boats don't run\u00A0on Sundays");
  BOOST_TEST(place.speaker.value() == "Lamb & Sons");
  BOOST_TEST(source.substr(place.byte_start, place.byte_end - place.byte_start) ==
             "The ferry &amp; the boats don&#39;t run&nbsp;on\nSundays");
  BOOST_TEST(source.substr(place.start, place.end - place.start) ==
             "The ferry &amp; the boats don&#39;t run&nbsp;on\nSundays");
  BOOST_TEST(place.line == 4U);
  BOOST_TEST(place.column == 20U);
  BOOST_TEST(verdict_name(told("“the boats don’t run on Sundays, café”").verdict) ==
             "verbatim_typography");
  BOOST_TEST(verdict_name(told("“Sundays, café <i> or &bogus; --> not.”").verdict) ==
             "verbatim_typography");
  BOOST_TEST(verdict_name(told("“the boats dont39t run”").verdict) == "not_found");
  const quoteledger::Finding later = told("“We have counted them”");
  BOOST_TEST(verdict_name(later.verdict) == "verbatim");
  BOOST_TEST(later.places.at(0).time.value() == 3000U);
  BOOST_TEST(later.places.at(0).speaker.value() == "Ida Brandt");
  BOOST_TEST(source.substr(later.places[0].byte_start, 7) == "We have");
  const quoteledger::Finding edited = told("“The ferry & the boats do run on Sundays”");
  BOOST_TEST(source.substr(edited.edits.at(0).start, edited.edits[0].end - edited.edits[0].start) ==
             "don&#39;t");
}

BOOST_AUTO_TEST_CASE(labels_tell_speakers) {
  BOOST_TEST(verdict(kTalk, "“The ice came early that year.”", "Petra Holm") == "verbatim");
  BOOST_TEST(verdict(kTalk, "“The ice came early that year.”", "Jan Roth") == "misattributed");
  const quoteledger::Finding unknown =
      checked(kTalk, "“The ice came early that year.”", "the engineer");
  BOOST_TEST(verdict_name(unknown.verdict) == "verbatim");
  BOOST_TEST(has(unknown.flags, "speaker_unchecked"));
}

BOOST_AUTO_TEST_CASE(a_text_without_labels_tells_no_speaker) {
  const quoteledger::Finding finding = checked("Note: the ice came early that year.",
                                               "“the ice came early that year”", "Petra Holm");
  BOOST_TEST(verdict_name(finding.verdict) == "verbatim");
  BOOST_TEST(has(finding.flags, "speaker_unchecked"));
}

BOOST_AUTO_TEST_CASE(speakers_by_table) {
  const Folder folder;
  folder.write("one.txt", "We have counted the boats again.\n");
  folder.write("two.txt", "Nobody else has counted them.\n");
  quoteledger::AuditOptions with = options();
  with.source_speakers = "one.txt\tSen. Ida Brandt\r\ntwo\tJonas Alder\r\n";
  auto auditor = quoteledger::Auditor::open({folder.path()}, with);
  BOOST_REQUIRE(auditor);
  const auto findings =
      (*auditor)->audit({input("“We have counted the boats again.”", "Brandt"),
                         input("“We have counted the boats again.”", "Jonas Alder"),
                         input("“Nobody else has counted them.”", "J. Alder"),
                         input("“Nobody else has seen them lately.”", "Ida Brandt")});
  BOOST_TEST(verdict_name(findings[0].verdict) == "verbatim");
  BOOST_TEST(verdict_name(findings[1].verdict) == "misattributed");
  BOOST_TEST(verdict_name(findings[2].verdict) == "verbatim");
  with.source_speakers = "one.txt Ida Brandt\n";
  BOOST_TEST(!quoteledger::Auditor::open({folder.path()}, with).has_value());
}

BOOST_AUTO_TEST_CASE(a_speaker_that_was_guessed_accuses_nobody) {
  const Folder folder;
  folder.write("talk.txt", kTalk);
  auto auditor = quoteledger::Auditor::open({folder.path()}, options());
  BOOST_REQUIRE(auditor);
  auto quote = input("“The ice came early that year.”", "Jan Roth");
  quote.row.resolve_rule = "resolve.scene";
  BOOST_TEST(verdict_name((*auditor)->audit({quote})[0].verdict) == "verbatim");
  const auto judged = [&](const char* rule, const char* resolve_rule, double confidence) {
    quote.row.rule = rule;
    quote.row.resolve_rule = resolve_rule;
    quote.row.confidence = confidence;
    const auto finding = (*auditor)->audit({quote})[0];
    return std::string(verdict_name(finding.verdict)) +
           (has(finding.flags, "speaker_unchecked") ? " unchecked" : "");
  };
  BOOST_TEST(judged("en.behind.verb-subject", "resolve.name", 0.9) == "misattributed");
  BOOST_TEST(judged("en.behind.verb-subject", "resolve.previous-paragraph", 0.9) ==
             "verbatim unchecked");
  BOOST_TEST(judged("en.before.paragraph", "resolve.name", 0.9) == "verbatim unchecked");
  BOOST_TEST(judged("en.behind.verb-subject", "resolve.name", 0.4) == "verbatim unchecked");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
