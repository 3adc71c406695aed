#include "quoteledger/write/speakers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "quoteledger/ledger/speakers.h"
#include "quoteledger/run/ordered.h"
#include "quoteledger/run/walk.h"
#include "tool/commands.h"
#include "tool/messages.h"
#include "tool/output.h"
#include "tool/setup.h"

namespace tool {

using quoteledger::Result;
using quoteledger::SpeakerSummary;

namespace {

struct Counted {
  std::vector<SpeakerSummary> speakers;
  std::size_t bytes = 0;
  std::size_t quotes = 0;
};

Result<Counted> count_speakers(const Engine& engine, const Result<std::string>& path) {
  if (!path) return path.error();
  const auto extracted = extract_path(engine, *path);
  if (!extracted) return extracted.error();
  return Counted{quoteledger::summarize_speakers(extracted->ledger), extracted->bytes,
                 extracted->ledger.rows.size()};
}

}  // namespace

int run_speakers(const Arguments& arguments) {
  note_useless_excel(arguments, output_format(arguments));
  Output output;
  if (auto error = output.open(arguments.output)) {
    complain(*error);
    return kFailed;
  }
  const auto engine = set_up(arguments);
  if (!engine) return kFailed;

  int status = kDone;
  quoteledger::SpeakerWriter writer(output_format(arguments), writer_options(arguments),
                                    arguments.merge);
  quoteledger::SpeakerTotals totals;
  quoteledger::Walk walk(arguments.paths);
  Progress progress(!arguments.quiet && !(writes_to_terminal(arguments) && !arguments.merge));
  std::string text;
  writer.begin(text);
  quoteledger::run_ordered(
      job_count(arguments), [&] { return walk.next(); },
      [&](const Result<std::string>& path) { return count_speakers(*engine, path); },
      [&](Result<Counted> counted) {
        if (!counted) {
          status = kFailed;
          progress.clear();
          complain(counted.error());
          return true;
        }
        progress.add(counted->bytes, counted->quotes);
        if (arguments.merge) {
          totals.add(std::move(counted->speakers));
        } else {
          writer.speakers(counted->speakers, text);
        }
        if (writes_to_terminal(arguments) || text.size() >= quoteledger::Writer::kFlushBytes) {
          output.write(text);
          text.clear();
        }
        return !output.failed();
      });
  progress.clear();
  for (const std::string& folder : walk.empty_folders()) {
    if (!arguments.quiet)
      complain(quoteledger::Error{folder, "no .txt, .text or .md file in this folder"});
  }
  if (arguments.merge) writer.speakers(totals.take(), text);
  writer.end(text);
  output.write(text);
  if (!output.failed()) output.finish();
  if (output.failed() && !output.closed_pipe()) {
    complain(output.error());
    return kFailed;
  }
  return status;
}

}  // namespace tool
