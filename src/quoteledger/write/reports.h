// The writers for people: used by make_writer().
#pragma once

#include <memory>

#include "quoteledger/write/writer.h"

namespace quoteledger {

std::unique_ptr<Writer> make_table_writer(const WriterOptions& options);
std::unique_ptr<Writer> make_markdown_writer();
std::unique_ptr<Writer> make_html_writer();

}  // namespace quoteledger
